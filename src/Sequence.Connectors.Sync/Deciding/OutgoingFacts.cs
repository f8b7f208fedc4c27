namespace Sequence.Connectors.Sync;

/// <summary>All that decides what becomes of an entry that is due.</summary>
internal sealed record OutgoingFacts
{
    public required JournalEntry Entry { get; init; }

    public required RecordKind Kind { get; init; }

    public required IRecord Record { get; init; }

    /// <summary>The system's name for people.</summary>
    public required string System { get; init; }

    /// <summary>The link of the record, for the entry's variant; null when there is none.</summary>
    public Link? Link { get; init; }

    /// <summary>Entries of the same record that are not closed and are older.</summary>
    public IReadOnlyList<JournalEntry> Earlier { get; init; } = [];

    /// <summary>Entries of the same record that are not closed and are younger.</summary>
    public IReadOnlyList<JournalEntry> Later { get; init; } = [];

    /// <summary>The first record that must be linked before this one can be written, and is not; null when none is missing.</summary>
    public MissingReference? Missing { get; init; }

    /// <summary>Whether the host voided, deleted or took back the record while it was not in the system.</summary>
    public bool IsWithdrawn { get; init; }

    public required Instant Now { get; init; }
}
