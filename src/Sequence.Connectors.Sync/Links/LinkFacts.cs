namespace Sequence.Connectors.Sync;

/// <summary>All that decides whether two records may be linked.</summary>
internal sealed record LinkFacts
{
    public required LocalRecord Local { get; init; }

    public required string ExternalId { get; init; }

    public required string Variant { get; init; }

    /// <summary>The system's name for people.</summary>
    public required string System { get; init; }

    /// <summary>The links of the host's record, of every variant.</summary>
    public IReadOnlyList<Link> OfLocal { get; init; } = [];

    /// <summary>The links of the system's record, of every variant.</summary>
    public IReadOnlyList<Link> OfRemote { get; init; } = [];

    /// <summary>Entries of the host's record that are not closed.</summary>
    public IReadOnlyList<JournalEntry> Open { get; init; } = [];
}
