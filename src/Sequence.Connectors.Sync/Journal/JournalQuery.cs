namespace Sequence.Connectors.Sync;

/// <summary>Which entries of the journal to bring: newest first, a page at a time. What is null does not matter.</summary>
public sealed record JournalQuery
{
    /// <summary>The host's customer.</summary>
    public string? Tenant { get; init; }

    /// <summary>The connection.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The type of record.</summary>
    public RecordType? RecordType { get; init; }

    /// <summary>The host's id of the record.</summary>
    public string? LocalId { get; init; }

    /// <summary>Only entries that something is wrong with.</summary>
    public bool OnlyProblems { get; init; }

    /// <summary>Who can mend them.</summary>
    public FixedBy? FixedBy { get; init; }

    /// <summary>The id of the last entry of the page before; null for the first page.</summary>
    public Guid? Before { get; init; }

    /// <summary>The most entries to bring.</summary>
    public int Max { get; init; } = 100;
}
