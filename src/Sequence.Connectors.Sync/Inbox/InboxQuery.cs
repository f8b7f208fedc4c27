namespace Sequence.Connectors.Sync;

/// <summary>Which rows of the inbox to bring: newest first, a page at a time. What is null does not matter.</summary>
public sealed record InboxQuery
{
    /// <summary>The host's customer.</summary>
    public string? Tenant { get; init; }

    /// <summary>The connection.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The type of record.</summary>
    public RecordType? RecordType { get; init; }

    /// <summary>The system's ids of the records.</summary>
    public IReadOnlyCollection<string>? ExternalIds { get; init; }

    /// <summary>How far they have come.</summary>
    public InboxState? State { get; init; }

    /// <summary>Only rows that something is wrong with.</summary>
    public bool OnlyProblems { get; init; }

    /// <summary>Who can mend them.</summary>
    public FixedBy? FixedBy { get; init; }

    /// <summary>The id of the last row of the page before; null for the first page.</summary>
    public Guid? Before { get; init; }

    /// <summary>The most rows to bring.</summary>
    public int Max { get; init; } = 100;
}
