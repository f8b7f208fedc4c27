namespace Sequence.Connectors.Conformance;

/// <summary>What the suites of the engine's store share; derive each of them once for each store.</summary>
public abstract class SyncStoreSuite : StoreSuite<ISyncStore>
{
    private protected const string ConnectionId = "connection-1";
    private protected const string Tenant = "tenant-1";

    private readonly SequentialIds _ids = new(TimeProvider.System);

    private protected static Instant Now { get; } = Instant.FromUtc(2026, 3, 1, 10, 30) + Duration.FromTicks(7);

    private protected static Instant Later { get; } = Now + Duration.FromMinutes(10);

    private protected static Instant Earlier { get; } = Now - Duration.FromMinutes(10);

    private protected static RecordType Invoices { get; } = RecordType.Of<Invoice>();

    private protected static RecordType Customers { get; } = RecordType.Of<Customer>();

    private protected static Problem Trouble { get; } = new()
    {
        Code = "customer.unlinked",
        Path = "Customer",
        Message = "„Söhne & Co“ is not linked.",
        Fix = "Link it.",
        Link = new Uri("https://system.example.com/app/customer?id=7"),
    };

    private protected async Task StoreAsync(SyncCommit commit) =>
        Assert.Equal(CommitResult.Stored, await Store.CommitAsync(commit, Cancellation));

    private protected Task StoreAsync(params JournalEntry[] entries) => StoreAsync(Commit() with { Entries = entries });

    private protected Task StoreAsync(params Link[] links) => StoreAsync(Commit() with { Links = links });

    private protected async Task<JournalEntry> EntryAsync(Guid id)
    {
        var entry = await Store.FindEntryAsync(id, Cancellation);
        Assert.NotNull(entry);
        return entry;
    }

    private protected static SyncCommit Commit() => new() { At = Now };

    private protected JournalEntry NewEntry(string localId = "INV-1", string connectionId = ConnectionId) => new()
    {
        Id = _ids.Next(),
        Tenant = Tenant,
        ConnectionId = connectionId,
        RecordType = Invoices,
        LocalId = localId,
        Verb = WriteVerb.Upsert,
        Event = HostEvent.Finalized,
        Revision = 7,
        Payload = """{"id":"INV-1"}""",
        Fingerprint = "f1",
        PublishedAt = Earlier,
        DueAt = Now,
        ChangedAt = Now,
    };

    private protected Publication NewPublication(string localId = "INV-1") => new()
    {
        Id = _ids.Next(),
        Tenant = Tenant,
        RecordType = Invoices,
        LocalId = localId,
        Event = HostEvent.Finalized,
        Revision = 7,
        Payload = "{}",
        PublishedAt = Now,
    };

    private protected Link NewLink(string localId = "C-1", string externalId = "71", string connectionId = ConnectionId) => new()
    {
        Id = _ids.Next(),
        ConnectionId = connectionId,
        RecordType = Customers,
        LocalId = localId,
        ExternalId = externalId,
        Origin = LinkOrigin.Pushed,
        LinkedAt = Now,
    };

    private protected InboxEvent NewEvent(string dedupeKey = "event-1", string connectionId = ConnectionId) => new()
    {
        Id = _ids.Next(),
        Tenant = Tenant,
        ConnectionId = connectionId,
        RecordType = Invoices,
        ExternalId = "130",
        Kind = WebhookEventKind.Updated,
        DedupeKey = dedupeKey,
        ReceivedAt = Now,
        DueAt = Now,
        ChangedAt = Now,
    };

    private protected static SweepCursor NewCursor(RecordType? type = null, string connectionId = ConnectionId) => new()
    {
        Tenant = Tenant,
        ConnectionId = connectionId,
        RecordType = type ?? Invoices,
    };

    private protected Standstill NewRest(string connectionId, RecordType type) => new()
    {
        Id = _ids.Next(),
        Tenant = Tenant,
        ConnectionId = connectionId,
        RecordType = type,
        Until = Later,
        Since = Now,
    };

    private protected ImportRun NewRun(string connectionId = ConnectionId) => new()
    {
        Id = _ids.Next(),
        Tenant = Tenant,
        ConnectionId = connectionId,
        StartedAt = Now,
        ChangedAt = Now,
    };

    private protected static Candidate NewCandidate(string externalId = "71") => new()
    {
        ConnectionId = ConnectionId,
        RecordType = Customers,
        ExternalId = externalId,
        Payload = "{}",
        Fingerprint = "f1",
        State = CandidateState.Ready,
        ReadAt = Now,
    };
}
