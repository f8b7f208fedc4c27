namespace Sequence.Connectors.Sync;

/// <summary>Which candidates to bring: by the system's id, a page at a time.</summary>
public sealed record CandidateQuery
{
    /// <summary>The connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The type of record.</summary>
    public required RecordType RecordType { get; init; }

    /// <summary>The state; null for all.</summary>
    public CandidateState? State { get; init; }

    /// <summary>The system's ids; null for all.</summary>
    public IReadOnlyCollection<string>? ExternalIds { get; init; }

    /// <summary>Only candidates that were last read before; null for all.</summary>
    public Instant? ReadBefore { get; init; }

    /// <summary>The system's id of the last candidate of the page before; null for the first page.</summary>
    public string? After { get; init; }

    /// <summary>The most candidates to bring.</summary>
    public int Max { get; init; } = 100;
}
