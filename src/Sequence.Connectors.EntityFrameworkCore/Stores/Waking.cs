namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// What waits for a record becomes due when that is linked, whichever of the two is stored first, and in whichever process.
/// </summary>
internal static class Waking
{
    /// <summary>The entries of a commit; those that wait for what was linked since it was decided are due.</summary>
    public static async Task<IReadOnlyList<JournalEntry>> AwakeAsync(
        DbContext context, SyncCommit commit, CancellationToken cancellationToken)
    {
        var linked = new List<Link>();
        var waiting = commit.Entries.Where(one => one is { State: EntryState.Waiting, WaitsForType: not null, WaitsForId: not null });
        foreach (var group in waiting.GroupBy(one => (one.ConnectionId, Type: one.WaitsForType!)))
        {
            var (connectionId, type) = group.Key;
            string[] localIds = [.. group.Select(one => one.WaitsForId!).Distinct()];
            linked.AddRange(await context
                .Rows<Link>()
                .Where(one => one.ConnectionId == connectionId && one.RecordType == type && !one.IsGone
                    && EF.Parameter(localIds).Contains(one.LocalId))
                .ToListAsync(cancellationToken)
                .ConfigureAwait(false));
        }

        return linked.Count == 0
            ? commit.Entries
            : [.. commit.Entries.Select(one => one.State == EntryState.Waiting && linked.Exists(link => IsWaitedFor(link, one))
                ? one with { State = EntryState.Pending, DueAt = commit.At }
                : one)];
    }

    /// <summary>
    /// A link that is made without a lease takes its turn with what is decided under one: a database that shows each transaction
    /// an older state would else let both pass each other unseen.
    /// </summary>
    public static async Task TakeTurnAsync(DbContext context, SyncCommit commit, CancellationToken cancellationToken)
    {
        string[] connections = commit.Lease is null
            ? [.. commit.Links.Where(one => one.Version == 0).Select(one => one.ConnectionId).Distinct()]
            : [];
        if (connections.Length > 0)
        {
            await context.Rows<ConnectionLease>().Where(one => EF.Parameter(connections).Contains(one.ConnectionId))
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Fence, one => one.Fence), cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Makes due what waits for the new links of a commit.</summary>
    public static async Task ReleaseAsync(DbContext context, SyncCommit commit, CancellationToken cancellationToken)
    {
        var made = commit.Links.Where(one => one.Version == 0).GroupBy(one => (one.ConnectionId, one.RecordType, one.Variant));
        foreach (var group in made)
        {
            var (connectionId, type, variant) = group.Key;
            string[] localIds = [.. group.Select(one => one.LocalId)];
            await context.Rows<JournalEntry>()
                .Where(one => one.State == EntryState.Waiting && one.ConnectionId == connectionId
                    && one.WaitsForType == type && EF.Parameter(localIds).Contains(one.WaitsForId)
                    && (variant == "" || one.WaitsForVariant == null || one.WaitsForVariant == variant))
                .ExecuteUpdateAsync(
                    set => set.SetProperty(one => one.State, EntryState.Pending).SetProperty(one => one.DueAt, commit.At)
                        .SetProperty(one => one.ChangedAt, commit.At).SetProperty(one => one.Version, one => one.Version + 1),
                    cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private static bool IsWaitedFor(Link link, JournalEntry entry) =>
        entry.ConnectionId == link.ConnectionId
        && entry.WaitsForType == link.RecordType
        && entry.WaitsForId == link.LocalId
        && (link.Variant.Length == 0 || entry.WaitsForVariant is null || entry.WaitsForVariant == link.Variant);
}
