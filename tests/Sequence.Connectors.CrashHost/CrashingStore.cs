namespace Sequence.Connectors.CrashHost;

/// <summary>A store around which the process may die: before and after each change.</summary>
internal sealed class CrashingStore(ISyncStore store, CrashPoints points) : ISyncStore
{
    public Task<CommitResult> CommitAsync(SyncCommit commit, CancellationToken cancellationToken) =>
        points.AroundAsync(NameOf(commit), () => store.CommitAsync(commit, cancellationToken));

    public Task<int> ReceiveAsync(IReadOnlyList<InboxEvent> events, CancellationToken cancellationToken) =>
        points.AroundAsync("receive", () => store.ReceiveAsync(events, cancellationToken));

    public Task<ConnectionLease?> AcquireAsync(
        string connectionId,
        string owner,
        Instant now,
        Duration time,
        CancellationToken cancellationToken
    ) => points.AroundAsync("lease", () => store.AcquireAsync(connectionId, owner, now, time, cancellationToken));

    public Task ReleaseAsync(ConnectionLease lease, CancellationToken cancellationToken) => store.ReleaseAsync(lease, cancellationToken);

    public Task<IReadOnlyList<Interval>> BeatAsync(Instant now, Duration longestSilence, CancellationToken cancellationToken) =>
        store.BeatAsync(now, longestSilence, cancellationToken);

    public Task<DueWork> FindDueAsync(Instant now, int maxConnections, CancellationToken cancellationToken) =>
        store.FindDueAsync(now, maxConnections, cancellationToken);

    public Task<SyncBacklog> ReadBacklogAsync(CancellationToken cancellationToken) => store.ReadBacklogAsync(cancellationToken);

    public Task<IReadOnlyList<Publication>> ReadPublicationsAsync(int max, CancellationToken cancellationToken) =>
        store.ReadPublicationsAsync(max, cancellationToken);

    public Task<IReadOnlyList<JournalEntry>> ReadDueEntriesAsync(
        string connectionId,
        Instant now,
        int max,
        CancellationToken cancellationToken
    ) => store.ReadDueEntriesAsync(connectionId, now, max, cancellationToken);

    public Task<IReadOnlyList<JournalEntry>> ReadOpenEntriesAsync(
        string connectionId, IReadOnlyCollection<LocalRecord> records, CancellationToken cancellationToken) =>
        store.ReadOpenEntriesAsync(connectionId, records, cancellationToken);

    public Task<IReadOnlyList<JournalEntry>> ReadSentEntriesAsync(string connectionId, Instant now, CancellationToken cancellationToken) =>
        store.ReadSentEntriesAsync(connectionId, now, cancellationToken);

    public Task<IReadOnlyList<OpenAttempt>> ReadAttemptsAsync(string connectionId, CancellationToken cancellationToken) =>
        store.ReadAttemptsAsync(connectionId, cancellationToken);

    public Task<IReadOnlyList<JournalEntry>> ReadSentEntriesByKeyAsync(
        string connectionId, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        store.ReadSentEntriesByKeyAsync(connectionId, keys, cancellationToken);

    public Task<JournalEntry?> FindEntryAsync(Guid id, CancellationToken cancellationToken) => store.FindEntryAsync(id, cancellationToken);

    public Task<IReadOnlyList<JournalEntry>> QueryJournalAsync(JournalQuery query, CancellationToken cancellationToken) =>
        store.QueryJournalAsync(query, cancellationToken);

    public Task<IReadOnlyList<Link>> FindLinksAsync(
        string connectionId, IReadOnlyCollection<LocalRecord> records, CancellationToken cancellationToken) =>
        store.FindLinksAsync(connectionId, records, cancellationToken);

    public Task<IReadOnlyList<Link>> FindLinksByExternalAsync(
        string connectionId, RecordType type, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken) =>
        store.FindLinksByExternalAsync(connectionId, type, externalIds, cancellationToken);

    public Task<IReadOnlyList<Link>> ReadLinksAsync(
        string connectionId, RecordType type, Guid? after, int max, CancellationToken cancellationToken) =>
        store.ReadLinksAsync(connectionId, type, after, max, cancellationToken);

    public Task<IReadOnlyList<InboxEvent>> ReadEventsAsync(
        string connectionId,
        Instant now,
        int max,
        CancellationToken cancellationToken
    ) => store.ReadEventsAsync(connectionId, now, max, cancellationToken);

    public Task<InboxEvent?> FindEventAsync(Guid id, CancellationToken cancellationToken) => store.FindEventAsync(id, cancellationToken);

    public Task<IReadOnlyList<InboxEvent>> QueryInboxAsync(InboxQuery query, CancellationToken cancellationToken) =>
        store.QueryInboxAsync(query, cancellationToken);

    public Task<IReadOnlyList<SweepCursor>> ReadCursorsAsync(string connectionId, CancellationToken cancellationToken) =>
        store.ReadCursorsAsync(connectionId, cancellationToken);

    public Task<IReadOnlyList<Standstill>> QueryStandstillsAsync(StandstillQuery query, CancellationToken cancellationToken) =>
        store.QueryStandstillsAsync(query, cancellationToken);

    public Task<IReadOnlyList<LastDelivery>> ReadDeliveriesAsync(
        IReadOnlyCollection<string> connectionIds, CancellationToken cancellationToken) =>
        store.ReadDeliveriesAsync(connectionIds, cancellationToken);

    public Task<IReadOnlyList<ImportRun>> QueryRunsAsync(ImportRunQuery query, CancellationToken cancellationToken) =>
        store.QueryRunsAsync(query, cancellationToken);

    public Task<int> ForgetAsync(
        Instant journalBefore, Instant inboxBefore, Instant silencesBefore, int max, CancellationToken cancellationToken) =>
        store.ForgetAsync(journalBefore, inboxBefore, silencesBefore, max, cancellationToken);

    public Task<IReadOnlyList<Candidate>> QueryCandidatesAsync(CandidateQuery query, CancellationToken cancellationToken) =>
        store.QueryCandidatesAsync(query, cancellationToken);

    private static string NameOf(SyncCommit commit) => commit switch
    {
        { Spread.Count: > 0 } => "spread",
        { Opened.Count: > 0 } => "open",
        { Links.Count: > 0 } or { Settled.Count: > 0 } => "outcome",
        { Cursors.Count: > 0 } => "cursor",
        { Events.Count: > 0 } => "inbox",
        _ => "journal",
    };
}
