namespace Sequence.Connectors;

/// <summary>A request that a write would send.</summary>
public sealed record PlannedRequest
{
    /// <summary>The HTTP method.</summary>
    public required string Method { get; init; }

    /// <summary>The path and query below the system's API address.</summary>
    public required string Path { get; init; }

    /// <summary>The body, exactly as it would be sent; null when there is none.</summary>
    public string? Body { get; init; }

    /// <summary>The keys of the intents in it, in its order.</summary>
    public required ValueList<string> Members { get; init; }
}
