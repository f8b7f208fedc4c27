namespace Sequence.Connectors.Sync;

/// <summary>
/// The rows of the in-memory store, and how a commit changes them: first everything is checked, then everything is changed.
/// </summary>
internal sealed class InMemorySyncRows
{
    private readonly HashSet<(string ConnectionId, string DedupeKey)> _received = [];

    public Dictionary<Guid, Publication> Publications { get; } = [];

    public Dictionary<Guid, JournalEntry> Entries { get; } = [];

    public Dictionary<string, OpenAttempt> Attempts { get; } = new(StringComparer.Ordinal);

    public Dictionary<Guid, Link> Links { get; } = [];

    public Dictionary<Guid, InboxEvent> Events { get; } = [];

    public Dictionary<(string ConnectionId, RecordType Type), SweepCursor> Cursors { get; } = [];

    public Dictionary<(string ConnectionId, RecordType Type, string ExternalId), Candidate> Candidates { get; } = [];

    public Dictionary<(string ConnectionId, RecordType Type), Standstill> Standstills { get; } = [];

    public Dictionary<string, LastDelivery> Deliveries { get; } = new(StringComparer.Ordinal);

    public Dictionary<Guid, ImportRun> Runs { get; } = [];

    public Dictionary<string, ConnectionLease> Leases { get; } = new(StringComparer.Ordinal);

    public Instant? LastBeat { get; set; }

    public List<Interval> Silences { get; } = [];

    public bool Receive(InboxEvent row)
    {
        if (!_received.Add((row.ConnectionId, row.DedupeKey)))
        {
            return false;
        }

        Events.Add(row.Id, row with { Version = 1 });
        return true;
    }

    public ConnectionLease? Acquire(string connectionId, string owner, Instant now, Instant until)
    {
        var held = Leases.GetValueOrDefault(connectionId);
        if (held is not null && held.Owner != owner && held.Until > now)
        {
            return null;
        }

        var fence = held is null ? 1 : held.Owner == owner && held.Until > now ? held.Fence : held.Fence + 1;
        return Leases[connectionId] = new() { ConnectionId = connectionId, Owner = owner, Fence = fence, Until = until };
    }

    public IEnumerable<ImportRun> Matching(ImportRunQuery query) => Runs.Values
        .Where(one => (query.Id is null || one.Id == query.Id)
            && (query.Tenant is null || one.Tenant == query.Tenant)
            && (query.ConnectionId is null || one.ConnectionId == query.ConnectionId)
            && (query.State is null || one.State == query.State)
            && (query.Before is not { } before || one.Id.CompareTo(before) < 0))
        .OrderByDescending(one => one.Id).Take(query.Max);

    public IEnumerable<DueConnection> DueTimes(Instant now) =>
        Entries.Values
            .Where(one => one.State is EntryState.Pending or EntryState.Sent && one.DueAt is not null)
            .Where(one => !Rests(one.ConnectionId, Standstill.Connection, now) && !Rests(one.ConnectionId, Standstill.Sending, now))
            .Select(one => new DueConnection(one.ConnectionId, one.Tenant, one.DueAt!.Value))
            .Concat(Events.Values
                .Where(one => one.State == InboxState.Pending && one.DueAt is not null)
                .Where(one => !Rests(one.ConnectionId, Standstill.Connection, now))
                .Select(one => new DueConnection(one.ConnectionId, one.Tenant, one.DueAt!.Value)));

    public IEnumerable<DueConnection> SweepTimes(Instant now) => Cursors.Values
        .Where(one => one.DueAt is not null && !Rests(one.ConnectionId, Standstill.Connection, now))
        .Select(one => new DueConnection(one.ConnectionId, one.Tenant, one.DueAt!.Value));

    /// <summary>When something goes on that rests.</summary>
    public IEnumerable<Instant> Ends(Instant now) => Standstills.Values
        .Where(one => (one.RecordType == Standstill.Connection || one.RecordType == Standstill.Sending) && one.Until > now)
        .Select(one => one.Until);

    public int Forget(Instant journalBefore, Instant inboxBefore, Instant silencesBefore, int max)
    {
        var entries = Entries.Values.Where(one => one.IsClosed && one.ChangedAt < journalBefore).OrderBy(one => one.Id).Take(max).ToList();
        var events = Events.Values
            .Where(one => one.State is InboxState.Handled or InboxState.Ignored or InboxState.Dismissed && one.ChangedAt < inboxBefore)
            .OrderBy(one => one.Id).Take(max).ToList();
        var runs = Runs.Values.Where(one => one.State != ImportRunState.Running && one.ChangedAt < journalBefore)
            .OrderBy(one => one.Id).Take(max).ToList();
        runs.ForEach(one => Runs.Remove(one.Id));
        entries.ForEach(one => Entries.Remove(one.Id));
        foreach (var one in events)
        {
            Events.Remove(one.Id);
            _received.Remove((one.ConnectionId, one.DedupeKey));
        }

        return entries.Count + runs.Count + events.Count + Silences.RemoveAll(one => one.End < silencesBefore);
    }

    private bool Rests(string connectionId, RecordType type, Instant now) =>
        Standstills.TryGetValue((connectionId, type), out var rest) && rest.Until > now;

    public CommitResult Apply(SyncCommit commit)
    {
        if (commit.Lease is { } lease && (!Leases.TryGetValue(lease.ConnectionId, out var held) || held.Fence != lease.Fence))
        {
            return CommitResult.LeaseLost;
        }

        if (!IsCurrent(commit) || !AreLinksUnique(commit))
        {
            return CommitResult.Conflict;
        }

        Change(commit);
        return CommitResult.Stored;
    }

    private bool IsCurrent(SyncCommit commit) =>
        commit.Spread.All(Publications.ContainsKey)
        && commit.Entries.All(one => (Entries.GetValueOrDefault(one.Id)?.Version ?? 0) == one.Version)
        && commit.Links.All(one => (Links.GetValueOrDefault(one.Id)?.Version ?? 0) == one.Version)
        && commit.Unlinked.All(one => Links.GetValueOrDefault(one.Id)?.Version == one.Version)
        && commit.Events.All(one => Events.GetValueOrDefault(one.Id)?.Version == one.Version)
        && commit.Cursors.All(one => (Cursors.GetValueOrDefault((one.ConnectionId, one.RecordType))?.Version ?? 0) == one.Version)
        && commit.Runs.All(one => (Runs.GetValueOrDefault(one.Id)?.Version ?? 0) == one.Version);

    private bool AreLinksUnique(SyncCommit commit)
    {
        if (commit.Links.Count == 0)
        {
            return true;
        }

        var replaced = commit.Links.Concat(commit.Unlinked).Select(one => one.Id).ToHashSet();
        var all = Links.Values.Where(one => !replaced.Contains(one.Id)).Concat(commit.Links);
        var local = new HashSet<(string, RecordType, string, string)>();
        var external = new HashSet<(string, RecordType, string, string)>();
        return all.All(one => local.Add((one.ConnectionId, one.RecordType, one.LocalId, one.Variant))
            && external.Add((one.ConnectionId, one.RecordType, one.ExternalId, one.Variant)));
    }

    private void Change(SyncCommit commit)
    {
        foreach (var id in commit.Spread)
        {
            Publications.Remove(id);
        }

        foreach (var one in commit.Publications)
        {
            Publications.Add(one.Id, one);
        }

        foreach (var one in commit.Entries)
        {
            Entries[one.Id] = Awake(one, commit.At) with { Version = one.Version + 1 };
        }

        foreach (var one in commit.Opened)
        {
            Attempts[one.Attempt.Key] = one;
        }

        foreach (var key in commit.Settled)
        {
            Attempts.Remove(key);
        }

        foreach (var one in commit.Unlinked)
        {
            Links.Remove(one.Id);
        }

        foreach (var one in commit.Links)
        {
            Links[one.Id] = one with { Version = one.Version + 1 };
            if (one.Version == 0)
            {
                Release(one, commit.At);
            }
        }

        foreach (var one in commit.Events)
        {
            Events[one.Id] = one with { Version = one.Version + 1 };
        }

        foreach (var one in commit.Cursors)
        {
            Cursors[(one.ConnectionId, one.RecordType)] = one with { Version = one.Version + 1 };
        }

        foreach (var one in commit.Standstills)
        {
            Standstills[(one.ConnectionId, one.RecordType)] = one;
        }

        foreach (var one in commit.Resumed)
        {
            Standstills.Remove((one.ConnectionId, one.RecordType));
        }

        foreach (var one in commit.Deliveries)
        {
            Deliveries[one.ConnectionId] = one;
        }

        foreach (var one in commit.Runs)
        {
            Runs[one.Id] = one with { Version = one.Version + 1 };
        }

        foreach (var one in commit.Candidates)
        {
            Candidates[(one.ConnectionId, one.RecordType, one.ExternalId)] = one with { Version = one.Version + 1 };
        }
    }

    // The link may have come after it was decided that the entry waits for it.
    private JournalEntry Awake(JournalEntry entry, Instant now) =>
        entry.State == EntryState.Waiting && Links.Values.Any(link => !link.IsGone && IsWaitedFor(link, entry))
            ? entry with { State = EntryState.Pending, DueAt = now }
            : entry;

    private static bool IsWaitedFor(Link link, JournalEntry entry) =>
        entry.ConnectionId == link.ConnectionId
        && entry.WaitsForType == link.RecordType
        && entry.WaitsForId == link.LocalId
        && (link.Variant.Length == 0 || entry.WaitsForVariant is null || entry.WaitsForVariant == link.Variant);

    private void Release(Link link, Instant now)
    {
        var waiting = Entries.Values.Where(one => one.State == EntryState.Waiting && IsWaitedFor(link, one)).ToList();
        foreach (var one in waiting)
        {
            Entries[one.Id] = one with { State = EntryState.Pending, DueAt = now, ChangedAt = now, Version = one.Version + 1 };
        }
    }

    public SyncBacklog Backlog() => new()
    {
        Publications = Publications.Count,
        Pending = Entries.Values.Count(one => one.State == EntryState.Pending),
        Waiting = Entries.Values.Count(one => one.State == EntryState.Waiting),
        Unsettled = Entries.Values.Count(one => one.State == EntryState.Sent),
        Rejected = Entries.Values.Count(one => one.State == EntryState.Rejected),
        Incoming = Events.Values.Count(one => one.State == InboxState.Pending),
        FreshAt = Cursors.Values.Where(one => one.DueAt is not null).Min(one => one.FreshAt),
    };
}
