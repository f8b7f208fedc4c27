namespace Sequence.Connectors.Simulators;

/// <summary>A request as a simulator sees it, for faults that apply to some requests only.</summary>
public sealed record SimulatedRequest
{
    /// <summary>The HTTP method, in upper case.</summary>
    public required string Method { get; init; }

    /// <summary>The path below the system's own prefix, such as <c>/v3/company/123/invoice</c>.</summary>
    public required string Path { get; init; }

    /// <summary>
    /// What is asked for: the entity's path segment (<c>invoice</c>, <c>query</c>, <c>batch</c>, <c>cdc</c>; <c>invoices</c>,
    /// <c>allocations</c>, <c>connections</c>), or <c>token</c>.
    /// </summary>
    public required string Resource { get; init; }

    /// <summary>What is done: read, create, update, delete, void, send, pdf, query, list, batch, cdc or token.</summary>
    public required string Operation { get; init; }

    /// <summary>The account at the system; null for a token request.</summary>
    public string? Account { get; init; }

    /// <summary>The body as text; empty when there is none.</summary>
    public string Body { get; init; } = "";

    /// <summary>Whether several records are written at once, where that is no operation of its own.</summary>
    internal bool IsBatch { get; init; }

    internal IReadOnlyDictionary<string, string> Query { get; init; } = new Dictionary<string, string>();

    /// <summary>The characters of the query as it was sent.</summary>
    internal int QueryLength { get; init; }

    internal IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    internal string? Parameter(string name) => Query.GetValueOrDefault(name);
}
