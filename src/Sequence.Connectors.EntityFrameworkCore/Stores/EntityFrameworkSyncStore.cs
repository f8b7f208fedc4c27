using System.Data.Common;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>Keeps what the engine stores in the tables of a context.</summary>
internal sealed class EntityFrameworkSyncStore(StoreContexts contexts) : ISyncStore
{
    public async Task<CommitResult> CommitAsync(SyncCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        try
        {
            return await contexts.WriteAsync(
                context => CommitWriter.WriteAsync(context, commit, cancellationToken),
                result => result == CommitResult.Stored,
                cancellationToken).ConfigureAwait(false);
        }
        catch (DbException)
        {
            if (await contexts.UseAsync(context => Collisions.AnyAsync(context, commit, cancellationToken), cancellationToken)
                .ConfigureAwait(false))
            {
                return CommitResult.Conflict;
            }

            throw;
        }
    }

    public Task<int> ReceiveAsync(IReadOnlyList<InboxEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        return events.Count == 0
            ? Task.FromResult(0)
            : Inbox.ReceiveAsync(contexts, events, cancellationToken);
    }

    public Task<ConnectionLease?> AcquireAsync(
        string connectionId,
        string owner,
        Instant now,
        Duration time,
        CancellationToken cancellationToken
    ) =>
        Leases.AcquireAsync(contexts, connectionId, owner, now, now + time, cancellationToken);

    public Task ReleaseAsync(ConnectionLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return Leases.ReleaseAsync(contexts, lease, cancellationToken);
    }

    public Task<IReadOnlyList<Interval>> BeatAsync(Instant now, Duration longestSilence, CancellationToken cancellationToken) =>
        contexts.UseAsync(context => Beats.BeatAsync(context, now, longestSilence, cancellationToken), cancellationToken);

    public Task<DueWork> FindDueAsync(Instant now, int maxConnections, CancellationToken cancellationToken) =>
        contexts.UseAsync(context => DueTimes.FindAsync(context, now, maxConnections, cancellationToken), cancellationToken);

    public Task<SyncBacklog> ReadBacklogAsync(CancellationToken cancellationToken) =>
        contexts.UseAsync(context => Backlogs.ReadAsync(context, cancellationToken), cancellationToken);

    public Task<IReadOnlyList<Publication>> ReadPublicationsAsync(int max, CancellationToken cancellationToken) =>
        ListAsync<Publication>(rows => rows.OrderBy(one => one.Id).Take(max), cancellationToken);

    public Task<IReadOnlyList<JournalEntry>> ReadDueEntriesAsync(
        string connectionId,
        Instant now,
        int max,
        CancellationToken cancellationToken
    ) =>
        ListAsync<JournalEntry>(
            rows => rows.Where(one => one.ConnectionId == connectionId && one.State == EntryState.Pending && one.DueAt <= now)
                .OrderBy(one => one.IsBackfill).ThenBy(one => one.Id).Take(max),
            cancellationToken);

    public async Task<IReadOnlyList<JournalEntry>> ReadOpenEntriesAsync(
        string connectionId, IReadOnlyCollection<LocalRecord> records, CancellationToken cancellationToken)
    {
        var found = await ByTypeAsync<JournalEntry>(
                records,
                (rows, type, ids) =>
                    rows.Where(one =>
                            one.ConnectionId == connectionId && one.RecordType == type && EF.Parameter(ids).Contains(one.LocalId)
                        )
                        .WhereOpen(),
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. found.OrderBy(one => one.Id)];
    }

    public Task<IReadOnlyList<JournalEntry>> ReadSentEntriesAsync(string connectionId, Instant now, CancellationToken cancellationToken) =>
        ListAsync<JournalEntry>(
            rows =>
                rows.Where(one => one.ConnectionId == connectionId && one.State == EntryState.Sent && one.DueAt <= now)
                    .OrderBy(one => one.Id),
            cancellationToken
        );

    public async Task<IReadOnlyList<OpenAttempt>> ReadAttemptsAsync(string connectionId, CancellationToken cancellationToken)
    {
        var rows = await ListAsync<AttemptRow>(
                all => all.Where(one => one.ConnectionId == connectionId).OrderBy(one => one.StartedAt),
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. rows.Select(row => row.ToAttempt())];
    }

    public Task<IReadOnlyList<JournalEntry>> ReadSentEntriesByKeyAsync(
        string connectionId, IReadOnlyCollection<string> keys, CancellationToken cancellationToken) =>
        ListAsync<JournalEntry>(
            rows =>
                rows.Where(one =>
                        one.ConnectionId == connectionId && one.State == EntryState.Sent && EF.Parameter(keys).Contains(one.Key)
                    )
                    .OrderBy(one => one.Id),
            cancellationToken
        );

    public Task<JournalEntry?> FindEntryAsync(Guid id, CancellationToken cancellationToken) =>
        contexts.UseAsync(
            context => context.Rows<JournalEntry>().FirstOrDefaultAsync(one => one.Id == id, cancellationToken),
            cancellationToken
        );

    public Task<IReadOnlyList<JournalEntry>> QueryJournalAsync(JournalQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ListAsync<JournalEntry>(rows => rows.Matching(query), cancellationToken);
    }

    public async Task<IReadOnlyList<Link>> FindLinksAsync(
        string connectionId, IReadOnlyCollection<LocalRecord> records, CancellationToken cancellationToken)
    {
        var found = await ByTypeAsync<Link>(
                records,
                (rows, type, ids) =>
                    rows.Where(one =>
                        one.ConnectionId == connectionId && one.RecordType == type && EF.Parameter(ids).Contains(one.LocalId)
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. found.OrderBy(one => one.Id)];
    }

    public async Task<IReadOnlyList<Link>> FindLinksByExternalAsync(
        string connectionId, RecordType type, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken)
    {
        var found = await ListAsync<Link>(
                rows =>
                    rows.Where(one =>
                        one.ConnectionId == connectionId
                        && one.RecordType == type
                        && EF.Parameter(externalIds).Contains(one.ExternalId)
                    ),
                cancellationToken
            )
            .ConfigureAwait(false);

        // Sorted here: a database would carry all columns of a thousand rows through its sort.
        return [.. found.OrderBy(one => one.Id)];
    }

    public Task<IReadOnlyList<Link>> ReadLinksAsync(
        string connectionId, RecordType type, Guid? after, int max, CancellationToken cancellationToken) =>
        ListAsync<Link>(rows => rows.After(connectionId, type, after).OrderBy(one => one.Id).Take(max), cancellationToken);

    public Task<IReadOnlyList<InboxEvent>> ReadEventsAsync(
        string connectionId,
        Instant now,
        int max,
        CancellationToken cancellationToken
    ) =>
        ListAsync<InboxEvent>(
            rows => rows.Where(one => one.ConnectionId == connectionId && one.State == InboxState.Pending && one.DueAt <= now)
                .OrderBy(one => one.Id).Take(max),
            cancellationToken);

    public Task<InboxEvent?> FindEventAsync(Guid id, CancellationToken cancellationToken) =>
        contexts.UseAsync(
            context => context.Rows<InboxEvent>().FirstOrDefaultAsync(one => one.Id == id, cancellationToken),
            cancellationToken
        );

    public Task<IReadOnlyList<InboxEvent>> QueryInboxAsync(InboxQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ListAsync<InboxEvent>(rows => rows.Matching(query), cancellationToken);
    }

    public Task<IReadOnlyList<SweepCursor>> ReadCursorsAsync(string connectionId, CancellationToken cancellationToken) =>
        ListAsync<SweepCursor>(
            rows => rows.Where(one => one.ConnectionId == connectionId).OrderBy(one => one.RecordType),
            cancellationToken
        );

    public Task<IReadOnlyList<Standstill>> QueryStandstillsAsync(StandstillQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ListAsync<Standstill>(rows => rows.Matching(query), cancellationToken);
    }

    public Task<int> ForgetAsync(
        Instant journalBefore, Instant inboxBefore, Instant silencesBefore, int max, CancellationToken cancellationToken) =>
        contexts.UseAsync(
            context => Forgetting.ForgetAsync(context, journalBefore, inboxBefore, silencesBefore, max, cancellationToken),
            cancellationToken
        );

    public Task<IReadOnlyList<Candidate>> QueryCandidatesAsync(CandidateQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ListAsync<Candidate>(rows => rows.Matching(query), cancellationToken);
    }

    public async Task<IReadOnlyDictionary<CandidateState, int>> CountCandidatesAsync(
        string connectionId, RecordType type, CancellationToken cancellationToken) => await contexts.UseAsync(
        context => context.Rows<Candidate>().Where(one => one.ConnectionId == connectionId && one.RecordType == type)
            .GroupBy(one => one.State).Select(one => new { State = one.Key, Count = one.Count() })
            .ToDictionaryAsync(one => one.State, one => one.Count, cancellationToken),
        cancellationToken).ConfigureAwait(false);

    private Task<IReadOnlyList<TRow>> ListAsync<TRow>(Func<IQueryable<TRow>, IQueryable<TRow>> query, CancellationToken cancellationToken)
        where TRow : class => contexts.UseAsync<IReadOnlyList<TRow>>(
            async context => await query(context.Rows<TRow>()).ToListAsync(cancellationToken).ConfigureAwait(false), cancellationToken);

    private Task<List<TRow>> ByTypeAsync<TRow>(
        IReadOnlyCollection<LocalRecord> records,
        Func<IQueryable<TRow>, RecordType, string[], IQueryable<TRow>> query,
        CancellationToken cancellationToken
    )
        where TRow : class =>
        contexts.UseAsync(
            async context =>
            {
                var found = new List<TRow>();
                foreach (var type in records.GroupBy(one => one.Type, one => one.LocalId))
                {
                    found.AddRange(
                        await query(context.Rows<TRow>(), type.Key, [.. type])
                            .ToListAsync(cancellationToken)
                            .ConfigureAwait(false)
                    );
                }

                return found;
            },
            cancellationToken);
}
