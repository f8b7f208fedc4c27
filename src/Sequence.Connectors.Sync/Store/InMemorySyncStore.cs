namespace Sequence.Connectors.Sync;

/// <summary>Keeps everything in memory: for tests and for trying things out. Everything is lost when the process ends.</summary>
public sealed class InMemorySyncStore : ISyncStore
{
    private readonly Lock _gate = new();
    private readonly InMemorySyncRows _rows = new();

    /// <inheritdoc />
    public Task<CommitResult> CommitAsync(SyncCommit commit, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commit);
        lock (_gate)
        {
            return Task.FromResult(_rows.Apply(commit));
        }
    }

    /// <inheritdoc />
    public Task<int> ReceiveAsync(IReadOnlyList<InboxEvent> events, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(events);
        lock (_gate)
        {
            return Task.FromResult(events.Count(_rows.Receive));
        }
    }

    /// <inheritdoc />
    public Task<ConnectionLease?> AcquireAsync(
        string connectionId,
        string owner,
        Instant now,
        Duration time,
        CancellationToken cancellationToken
    )
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.Acquire(connectionId, owner, now, now + time));
        }
    }

    /// <inheritdoc />
    public Task ReleaseAsync(ConnectionLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        lock (_gate)
        {
            if (_rows.Leases.TryGetValue(lease.ConnectionId, out var held) && held.Fence == lease.Fence)
            {
                _rows.Leases[lease.ConnectionId] = held with { Until = Instant.MinValue };
            }
        }

        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Interval>> BeatAsync(Instant now, Duration longestSilence, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            if (_rows.LastBeat is { } before && now - before > longestSilence)
            {
                _rows.Silences.Add(new(before, now));
            }

            _rows.LastBeat = now;
            return Task.FromResult<IReadOnlyList<Interval>>([.. _rows.Silences]);
        }
    }

    /// <inheritdoc />
    public Task<DueWork> FindDueAsync(Instant now, int maxConnections, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var times = _rows.DueTimes(now).ToList();
            var sweeps = _rows.SweepTimes(now).ToList();
            var due = times.Concat(sweeps)
                .Where(one => one.DueAt <= now)
                .GroupBy(one => one.ConnectionId, StringComparer.Ordinal)
                .Select(one => one.MinBy(row => row.DueAt)!)
                .OrderBy(one => one.DueAt)
                .Take(maxConnections)
                .ToList();
            return Task.FromResult(new DueWork
            {
                OldestPublicationAt = _rows.Publications.Values.MinBy(one => one.Id)?.PublishedAt,
                Connections = due,
                NextAt = times.Where(one => one.DueAt > now).Select(one => (Instant?)one.DueAt)
                    .Concat(_rows.Ends(now).Select(end => (Instant?)end)).Min(),
                NextSweepAt = sweeps.Where(one => one.DueAt > now).Select(one => (Instant?)one.DueAt).Min(),
            });
        }
    }

    /// <inheritdoc />
    public Task<SyncBacklog> ReadBacklogAsync(CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.Backlog());
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Publication>> ReadPublicationsAsync(int max, CancellationToken cancellationToken) =>
        ReadAsync(() => _rows.Publications.Values.OrderBy(one => one.Id).Take(max));

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalEntry>> ReadDueEntriesAsync(
        string connectionId,
        Instant now,
        int max,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(() =>
            _rows
                .Entries.Values.Where(one =>
                    one.ConnectionId == connectionId && one.State == EntryState.Pending && one.DueAt <= now
                )
                .OrderBy(one => one.IsBackfill)
                .ThenBy(one => one.Id)
                .Take(max)
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalEntry>> ReadOpenEntriesAsync(
        string connectionId, IReadOnlyCollection<LocalRecord> records, CancellationToken cancellationToken)
    {
        var wanted = records.ToHashSet();
        return ReadAsync(() => _rows.Entries.Values
            .Where(one => one.ConnectionId == connectionId && !one.IsClosed && wanted.Contains(new(one.RecordType, one.LocalId)))
            .OrderBy(one => one.Id));
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalEntry>> ReadSentEntriesAsync(string connectionId, Instant now, CancellationToken cancellationToken) =>
        ReadAsync(() => _rows.Entries.Values
            .Where(one => one.ConnectionId == connectionId && one.State == EntryState.Sent && one.DueAt <= now)
            .OrderBy(one => one.Id));

    /// <inheritdoc />
    public Task<IReadOnlyList<OpenAttempt>> ReadAttemptsAsync(string connectionId, CancellationToken cancellationToken) =>
        ReadAsync(() => _rows.Attempts.Values.Where(one => one.ConnectionId == connectionId).OrderBy(one => one.Attempt.StartedAt));

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalEntry>> ReadSentEntriesByKeyAsync(
        string connectionId, IReadOnlyCollection<string> keys, CancellationToken cancellationToken)
    {
        var wanted = keys.ToHashSet(StringComparer.Ordinal);
        return ReadAsync(() => _rows.Entries.Values
            .Where(one => one.ConnectionId == connectionId && one.State == EntryState.Sent && wanted.Contains(one.Key!))
            .OrderBy(one => one.Id));
    }

    /// <inheritdoc />
    public Task<JournalEntry?> FindEntryAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.Entries.GetValueOrDefault(id));
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<JournalEntry>> QueryJournalAsync(JournalQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(() => _rows.Entries.Values
            .Where(one => (query.Tenant is null || one.Tenant == query.Tenant)
                && (query.ConnectionId is null || one.ConnectionId == query.ConnectionId)
                && (query.RecordType is null || one.RecordType == query.RecordType)
                && (query.LocalId is null || one.LocalId == query.LocalId)
                && (!query.OnlyProblems || (one.ProblemSince is not null && !one.IsClosed))
                && (query.FixedBy is null || one.FixedBy == query.FixedBy)
                && (query.Before is not { } before || one.Id.CompareTo(before) < 0))
            .OrderByDescending(one => one.Id).Take(query.Max));
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Link>> FindLinksAsync(
        string connectionId, IReadOnlyCollection<LocalRecord> records, CancellationToken cancellationToken)
    {
        var wanted = records.ToHashSet();
        return ReadAsync(() => _rows.Links.Values
            .Where(one => one.ConnectionId == connectionId && wanted.Contains(new(one.RecordType, one.LocalId))).OrderBy(one => one.Id));
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Link>> FindLinksByExternalAsync(
        string connectionId, RecordType type, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken)
    {
        var wanted = externalIds.ToHashSet(StringComparer.Ordinal);
        return ReadAsync(() =>
            _rows
                .Links.Values.Where(one =>
                    one.ConnectionId == connectionId && one.RecordType == type && wanted.Contains(one.ExternalId)
                )
                .OrderBy(one => one.Id)
        );
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Link>> ReadLinksAsync(
        string connectionId,
        RecordType type,
        Guid? after,
        int max,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(() =>
            _rows
                .Links.Values.Where(one =>
                    one.ConnectionId == connectionId
                    && one.RecordType == type
                    && (after is not { } last || one.Id.CompareTo(last) > 0)
                )
                .OrderBy(one => one.Id)
                .Take(max)
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<InboxEvent>> ReadEventsAsync(
        string connectionId,
        Instant now,
        int max,
        CancellationToken cancellationToken
    ) =>
        ReadAsync(() =>
            _rows
                .Events.Values.Where(one =>
                    one.ConnectionId == connectionId && one.State == InboxState.Pending && one.DueAt <= now
                )
                .OrderBy(one => one.Id)
                .Take(max)
        );

    /// <inheritdoc />
    public Task<InboxEvent?> FindEventAsync(Guid id, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.Events.GetValueOrDefault(id));
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<InboxEvent>> QueryInboxAsync(InboxQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var externalIds = query.ExternalIds?.ToHashSet(StringComparer.Ordinal);
        return ReadAsync(() => _rows.Events.Values
            .Where(one => (query.Tenant is null || one.Tenant == query.Tenant)
                && (query.ConnectionId is null || one.ConnectionId == query.ConnectionId)
                && (query.RecordType is null || one.RecordType == query.RecordType)
                && (externalIds is null || externalIds.Contains(one.ExternalId))
                && (query.State is null || one.State == query.State)
                && (!query.OnlyProblems || (one.ProblemSince is not null && one.State is InboxState.Pending or InboxState.Failed))
                && (query.FixedBy is null || one.FixedBy == query.FixedBy)
                && (query.Before is not { } before || one.Id.CompareTo(before) < 0))
            .OrderByDescending(one => one.Id).Take(query.Max));
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<SweepCursor>> ReadCursorsAsync(string connectionId, CancellationToken cancellationToken) =>
        ReadAsync(() =>
            _rows
                .Cursors.Values.Where(one => one.ConnectionId == connectionId)
                .OrderBy(one => one.RecordType.Name, StringComparer.Ordinal)
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<Standstill>> QueryStandstillsAsync(StandstillQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(() => _rows.Standstills.Values
            .Where(one => (query.Id is null || one.Id == query.Id)
                && (query.Tenant is null || one.Tenant == query.Tenant)
                && (query.ConnectionId is null || one.ConnectionId == query.ConnectionId)
                && (query.RecordType is null || one.RecordType == query.RecordType)
                && (!query.OnlyProblems || one.Problem is not null)
                && (query.FixedBy is null || one.FixedBy == query.FixedBy)
                && (query.Before is not { } before || one.Id.CompareTo(before) < 0))
            .OrderByDescending(one => one.Id).Take(query.Max));
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<LastDelivery>> ReadDeliveriesAsync(
        IReadOnlyCollection<string> connectionIds, CancellationToken cancellationToken) =>
        ReadAsync(() => connectionIds.Select(id => _rows.Deliveries.GetValueOrDefault(id)).OfType<LastDelivery>());

    /// <inheritdoc />
    public Task<IReadOnlyList<ImportRun>> QueryRunsAsync(ImportRunQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return ReadAsync(() => _rows.Matching(query));
    }

    /// <inheritdoc />
    public Task<int> ForgetAsync(
        Instant journalBefore, Instant inboxBefore, Instant silencesBefore, int max, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            return Task.FromResult(_rows.Forget(journalBefore, inboxBefore, silencesBefore, max));
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Candidate>> QueryCandidatesAsync(CandidateQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var wanted = query.ExternalIds?.ToHashSet(StringComparer.Ordinal);
        return ReadAsync(() => _rows.Candidates.Values
            .Where(one => one.ConnectionId == query.ConnectionId
                && one.RecordType == query.RecordType
                && (query.State is null || one.State == query.State)
                && (wanted is null || wanted.Contains(one.ExternalId))
                && (query.ReadBefore is not { } before || one.ReadAt < before)
                && (query.After is null || string.CompareOrdinal(one.ExternalId, query.After) > 0))
            .OrderBy(one => one.ExternalId, StringComparer.Ordinal).Take(query.Max));
    }

    /// <inheritdoc />
    public Task<IReadOnlyDictionary<CandidateState, int>> CountCandidatesAsync(
        string connectionId,
        RecordType type,
        CancellationToken cancellationToken
    )
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyDictionary<CandidateState, int>>(_rows.Candidates.Values
                .Where(one => one.ConnectionId == connectionId && one.RecordType == type)
                .CountBy(one => one.State).ToDictionary());
        }
    }

    private Task<IReadOnlyList<T>> ReadAsync<T>(Func<IEnumerable<T>> read)
    {
        lock (_gate)
        {
            return Task.FromResult<IReadOnlyList<T>>([.. read()]);
        }
    }
}
