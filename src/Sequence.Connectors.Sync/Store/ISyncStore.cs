namespace Sequence.Connectors.Sync;

/// <summary>
/// Keeps the outbox, the journal, the links, the inbox, the cursors and the candidates. All changes but incoming events and
/// leases go through <see cref="CommitAsync"/>. You must make a change durable before you say that it is stored, never store half
/// of a commit, compare texts by their exact characters, and bring what was stored in the same detail. The conformance suite
/// <c>SyncStoreSuite</c> says the rest.
/// </summary>
public interface ISyncStore
{
    /// <summary>
    /// Makes changes durable, all or none. Unique: a link's (connection, type, local id, variant) and (connection, type, external
    /// id, variant).
    /// </summary>
    Task<CommitResult> CommitAsync(SyncCommit commit, CancellationToken cancellationToken);

    /// <summary>
    /// Adds rows to the inbox; a row whose connection and dedupe key are there already is left out, whatever became of the first.
    /// </summary>
    /// <returns>How many were new.</returns>
    Task<int> ReceiveAsync(IReadOnlyList<InboxEvent> events, CancellationToken cancellationToken);

    /// <summary>
    /// Takes a connection to work on, for a time; null while another holds it. The owner's own lease is renewed with the same
    /// fence.
    /// </summary>
    Task<ConnectionLease?> AcquireAsync(string connectionId, string owner, Instant now, Duration time, CancellationToken cancellationToken);

    /// <summary>Gives a connection back; giving back what another has taken does nothing.</summary>
    Task ReleaseAsync(ConnectionLease lease, CancellationToken cancellationToken);

    /// <summary>
    /// Says that an engine is at work. When none has said so for longer than <paramref name="longestSilence"/>, the time between
    /// is a silence and is remembered. The first time ever is none.
    /// </summary>
    /// <returns>The silences that are remembered, the oldest first.</returns>
    Task<IReadOnlyList<Interval>> BeatAsync(Instant now, Duration longestSilence, CancellationToken cancellationToken);

    /// <summary>
    /// What is due: outbox rows, pending and sent entries, pending events and cursors whose time has come. A connection that rests
    /// (<see cref="Standstill.Connection"/>) has nothing due before its rest is over, and one whose sending rests has no entries; the
    /// end of such a rest is a time at which something is due next.
    /// </summary>
    Task<DueWork> FindDueAsync(Instant now, int maxConnections, CancellationToken cancellationToken);

    /// <summary>How much is not done, over all connections. Asked twice a minute: count by an index.</summary>
    Task<SyncBacklog> ReadBacklogAsync(CancellationToken cancellationToken);

    /// <summary>The oldest rows of the outbox.</summary>
    Task<IReadOnlyList<Publication>> ReadPublicationsAsync(int max, CancellationToken cancellationToken);

    /// <summary>A connection's entries that are pending and due: live ones before backfill, then the oldest.</summary>
    Task<IReadOnlyList<JournalEntry>> ReadDueEntriesAsync(string connectionId, Instant now, int max, CancellationToken cancellationToken);

    /// <summary>
    /// All entries of some records over a connection that are not closed (<see cref="JournalEntry.IsClosed"/>), the oldest first.
    /// </summary>
    Task<IReadOnlyList<JournalEntry>> ReadOpenEntriesAsync(
        string connectionId, IReadOnlyCollection<LocalRecord> records, CancellationToken cancellationToken);

    /// <summary>A connection's entries that were sent and are not settled, and are due.</summary>
    Task<IReadOnlyList<JournalEntry>> ReadSentEntriesAsync(string connectionId, Instant now, CancellationToken cancellationToken);

    /// <summary>A connection's attempts that are not settled, the oldest first.</summary>
    Task<IReadOnlyList<OpenAttempt>> ReadAttemptsAsync(string connectionId, CancellationToken cancellationToken);

    /// <summary>Entries by their keys over a connection, those that were sent and are not settled, the oldest first.</summary>
    Task<IReadOnlyList<JournalEntry>> ReadSentEntriesByKeyAsync(
        string connectionId,
        IReadOnlyCollection<string> keys,
        CancellationToken cancellationToken
    );

    /// <summary>One entry; null when there is none.</summary>
    Task<JournalEntry?> FindEntryAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Entries of the journal, newest first.</summary>
    Task<IReadOnlyList<JournalEntry>> QueryJournalAsync(JournalQuery query, CancellationToken cancellationToken);

    /// <summary>The links of some of the host's records over a connection, of every variant.</summary>
    Task<IReadOnlyList<Link>> FindLinksAsync(
        string connectionId,
        IReadOnlyCollection<LocalRecord> records,
        CancellationToken cancellationToken
    );

    /// <summary>The links of some of the system's records over a connection, of every variant.</summary>
    Task<IReadOnlyList<Link>> FindLinksByExternalAsync(
        string connectionId, RecordType type, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken);

    /// <summary>The links of a type over a connection, by id, a page at a time.</summary>
    Task<IReadOnlyList<Link>> ReadLinksAsync(
        string connectionId,
        RecordType type,
        Guid? after,
        int max,
        CancellationToken cancellationToken
    );

    /// <summary>A connection's events that are pending and due, the oldest first.</summary>
    Task<IReadOnlyList<InboxEvent>> ReadEventsAsync(string connectionId, Instant now, int max, CancellationToken cancellationToken);

    /// <summary>One row of the inbox; null when there is none.</summary>
    Task<InboxEvent?> FindEventAsync(Guid id, CancellationToken cancellationToken);

    /// <summary>Rows of the inbox, newest first.</summary>
    Task<IReadOnlyList<InboxEvent>> QueryInboxAsync(InboxQuery query, CancellationToken cancellationToken);

    /// <summary>A connection's cursors.</summary>
    Task<IReadOnlyList<SweepCursor>> ReadCursorsAsync(string connectionId, CancellationToken cancellationToken);

    /// <summary>Standstills, newest first.</summary>
    Task<IReadOnlyList<Standstill>> QueryStandstillsAsync(StandstillQuery query, CancellationToken cancellationToken);

    /// <summary>When deliveries last came over some connections; one that none came over is left out.</summary>
    Task<IReadOnlyList<LastDelivery>> ReadDeliveriesAsync(
        IReadOnlyCollection<string> connectionIds, CancellationToken cancellationToken);

    /// <summary>Runs of imports, newest first.</summary>
    Task<IReadOnlyList<ImportRun>> QueryRunsAsync(ImportRunQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets what is closed and was last changed before the given moments, the oldest first: entries of the journal and runs of
    /// imports, rows of the inbox, and silences that ended. What is open, or failed and not decided about, stays whatever its age.
    /// </summary>
    /// <param name="journalBefore">Entries and runs that were last changed earlier go.</param>
    /// <param name="inboxBefore">Rows of the inbox that were last changed earlier go.</param>
    /// <param name="silencesBefore">Silences that ended earlier go.</param>
    /// <param name="max">The most rows of each kind.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many rows are gone.</returns>
    Task<int> ForgetAsync(
        Instant journalBefore, Instant inboxBefore, Instant silencesBefore, int max, CancellationToken cancellationToken);

    /// <summary>Candidates, by the system's id.</summary>
    Task<IReadOnlyList<Candidate>> QueryCandidatesAsync(CandidateQuery query, CancellationToken cancellationToken);

    /// <summary>
    /// How many candidates of a type a connection has in each state; states without any may be left out. A store that can count
    /// does so itself.
    /// </summary>
    async Task<IReadOnlyDictionary<CandidateState, int>> CountCandidatesAsync(
        string connectionId,
        RecordType type,
        CancellationToken cancellationToken
    )
    {
        var counts = new Dictionary<CandidateState, int>();
        var query = new CandidateQuery { ConnectionId = connectionId, RecordType = type, Max = 1000 };
        while (true)
        {
            var page = await QueryCandidatesAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var one in page)
            {
                counts[one.State] = counts.GetValueOrDefault(one.State) + 1;
            }

            if (page.Count == 0)
            {
                return counts;
            }

            query = query with { After = page[^1].ExternalId };
        }
    }
}
