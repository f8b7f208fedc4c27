namespace Sequence.Connectors.Sync;

/// <summary>
/// Changes that belong together: a store makes all of them durable, or none. A row with the version zero is new; any other
/// replaces the stored row of the same identity and version, and gets the next version.
/// </summary>
public sealed record SyncCommit
{
    /// <summary>When it is made, by the engine's clock.</summary>
    public required Instant At { get; init; }

    /// <summary>The lease that it is made under; where another holds the connection by now, nothing is stored. Null needs none.</summary>
    public ConnectionLease? Lease { get; init; }

    /// <summary>Outbox rows to add.</summary>
    public IReadOnlyList<Publication> Publications { get; init; } = [];

    /// <summary>
    /// Outbox rows that were spread over the connections, to remove; where one is gone, another process spread it and nothing is
    /// stored.
    /// </summary>
    public IReadOnlyList<Guid> Spread { get; init; } = [];

    /// <summary>
    /// Entries of the journal, to add or replace. What was published, of which record, by whom and when, never changes. One that
    /// waits for a record (<see cref="JournalEntry.WaitsForId"/>) which is linked by now, and not gone, is stored as pending and due.
    /// </summary>
    public IReadOnlyList<JournalEntry> Entries { get; init; } = [];

    /// <summary>Attempts that are about to leave, to add, or to replace by their key.</summary>
    public IReadOnlyList<OpenAttempt> Opened { get; init; } = [];

    /// <summary>Keys of attempts that are settled, to remove; one that is gone is no conflict.</summary>
    public IReadOnlyList<string> Settled { get; init; } = [];

    /// <summary>
    /// Links, to add or replace. Entries that wait for a record which a new link names (<see cref="JournalEntry.WaitsForId"/>,
    /// over the same connection) become pending and due in the same change. A link without a variant, or an entry that waits for
    /// none (<see cref="JournalEntry.WaitsForVariant"/>), fits any; else they must be equal.
    /// </summary>
    public IReadOnlyList<Link> Links { get; init; } = [];

    /// <summary>Links to remove.</summary>
    public IReadOnlyList<Link> Unlinked { get; init; } = [];

    /// <summary>
    /// Rows of the inbox, to replace; what was told, of which record and when, never changes. Rows to add go through
    /// <see cref="ISyncStore.ReceiveAsync"/>.
    /// </summary>
    public IReadOnlyList<InboxEvent> Events { get; init; } = [];

    /// <summary>Cursors, to add or replace.</summary>
    public IReadOnlyList<SweepCursor> Cursors { get; init; } = [];

    /// <summary>Standstills, to add, or to replace by their connection and type.</summary>
    public IReadOnlyList<Standstill> Standstills { get; init; } = [];

    /// <summary>Standstills that are over, to remove by their connection and type; one that is gone is no conflict.</summary>
    public IReadOnlyList<Standstill> Resumed { get; init; } = [];

    /// <summary>When deliveries last came, to add, or to replace by their connection.</summary>
    public IReadOnlyList<LastDelivery> Deliveries { get; init; } = [];

    /// <summary>Runs of imports, to add or replace.</summary>
    public IReadOnlyList<ImportRun> Runs { get; init; } = [];

    /// <summary>Candidates, to add, or to replace by their connection, type and external id whatever their version.</summary>
    public IReadOnlyList<Candidate> Candidates { get; init; } = [];
}
