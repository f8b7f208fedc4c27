namespace Sequence.Connectors.Http;

/// <summary>One request to a system, as the pipeline must know it.</summary>
public sealed record ApiRequest
{
    /// <summary>The HTTP method.</summary>
    public required HttpMethod Method { get; init; }

    /// <summary>The path and query below the API address, such as <c>v3/company/1/invoice?minorversion=75</c>.</summary>
    public required string Path { get; init; }

    /// <summary>What is asked, for telemetry and messages, such as <c>POST invoice</c>; without ids or values.</summary>
    public required string Operation { get; init; }

    /// <summary>What the request may do. A request that does not say is sent once.</summary>
    public RequestEffect Effect { get; init; } = RequestEffect.Once;

    /// <summary>The body; null sends none. Do not change it before the request is answered.</summary>
    public ReadOnlyMemory<byte>? Body { get; init; }

    /// <summary>The media type of the body.</summary>
    /// <value>The default is <c>application/json</c>.</value>
    public string ContentType { get; init; } = "application/json";

    /// <summary>The media type that is asked for.</summary>
    /// <value>The default is <c>application/json</c>.</value>
    public string Accept { get; init; } = "application/json";

    /// <summary>Further headers, such as a tenant's id; null for none. Authorization is the pipeline's.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>What the request counts for in the system's limits, such as 30 for a batch of 30; at least 1.</summary>
    public int Cost { get; init; } = 1;

    /// <summary>A name by which the profile's limits tell kinds of requests apart, such as <c>batch</c>; null for the usual kind.</summary>
    public string? LimitGroup { get; init; }

    /// <summary>Whether the system bills the request or counts it against a quota, as some do with reads.</summary>
    public bool IsMetered { get; init; }

    /// <summary>
    /// Whether nobody waits for the answer: it then leaves the share of <see cref="ApiOptions.Reserve"/> free for requests that
    /// someone waits for.
    /// </summary>
    public bool IsBackground { get; init; }

    /// <summary>The operation: a path may hold what must not be printed.</summary>
    public override string ToString() => Operation;
}
