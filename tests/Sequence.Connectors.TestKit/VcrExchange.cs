namespace Sequence.Connectors.TestKit;

/// <summary>One recorded request and its answer.</summary>
public sealed record VcrExchange
{
    public required string Cassette { get; init; }

    /// <summary>The place of the exchange in its cassette, from 0.</summary>
    public required int Index { get; init; }

    public required HttpMethod Method { get; init; }

    /// <summary>The address as recorded; the company's number is masked, in some cassettes it is missing.</summary>
    public required Uri Uri { get; init; }

    public required IReadOnlyDictionary<string, string> RequestHeaders { get; init; }

    public required string RequestBody { get; init; }

    public required int Status { get; init; }

    public required IReadOnlyDictionary<string, string> ResponseHeaders { get; init; }

    public required string ResponseBody { get; init; }

    /// <summary>True when the answer is JSON.</summary>
    public bool IsJson =>
        ResponseHeaders.TryGetValue("Content-Type", out var type) && type.StartsWith("application/json", StringComparison.Ordinal);

    public override string ToString() => $"{Cassette}[{Index}] {Method} {Uri.PathAndQuery}";
}
