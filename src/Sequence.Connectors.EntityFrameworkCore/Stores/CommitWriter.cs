namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// Writes a commit in the context's transaction. Unless the result is <see cref="CommitResult.Stored"/>, the caller rolls back.
/// </summary>
internal static class CommitWriter
{
    public static async Task<CommitResult> WriteAsync(DbContext context, SyncCommit commit, CancellationToken cancellationToken)
    {
        if (commit.Lease is { } lease && !await HoldsAsync(context, lease, cancellationToken).ConfigureAwait(false))
        {
            return CommitResult.LeaseLost;
        }

        var isCurrent = await SpreadAsync(context, commit, cancellationToken).ConfigureAwait(false)
            && await JournalAsync(context, commit, cancellationToken).ConfigureAwait(false)
            && await LinkAsync(context, commit, cancellationToken).ConfigureAwait(false)
            && await ReadOnAsync(context, commit, cancellationToken).ConfigureAwait(false);
        return isCurrent ? CommitResult.Stored : CommitResult.Conflict;
    }

    // Written, not read, so that nobody takes the lease over before the commit ends.
    private static async Task<bool> HoldsAsync(DbContext context, ConnectionLease lease, CancellationToken cancellationToken) =>
        await context.Rows<ConnectionLease>().Where(one => one.ConnectionId == lease.ConnectionId && one.Fence == lease.Fence)
            .ExecuteUpdateAsync(set => set.SetProperty(one => one.Fence, lease.Fence), cancellationToken).ConfigureAwait(false) == 1;

    private static async Task<bool> SpreadAsync(DbContext context, SyncCommit commit, CancellationToken cancellationToken)
    {
        if (commit.Spread.Count > 0)
        {
            var removed = await context.Rows<Publication>().Where(one => EF.Parameter(commit.Spread).Contains(one.Id))
                .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
            if (removed != commit.Spread.Count)
            {
                return false;
            }
        }

        await AddAsync(context, commit.Publications, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<bool> JournalAsync(DbContext context, SyncCommit commit, CancellationToken cancellationToken)
    {
        var entries = await Waking.AwakeAsync(context, commit, cancellationToken).ConfigureAwait(false);
        if (!await PutAsync(context, entries, one => one.Version, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await PutAnywayAsync(context, [.. commit.Opened.Select(AttemptRow.Of)], cancellationToken).ConfigureAwait(false);
        if (commit.Settled.Count > 0)
        {
            await context.Rows<AttemptRow>().Where(one => EF.Parameter(commit.Settled).Contains(one.Key))
                .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        }

        return true;
    }

    private static async Task<bool> LinkAsync(DbContext context, SyncCommit commit, CancellationToken cancellationToken)
    {
        await Waking.TakeTurnAsync(context, commit, cancellationToken).ConfigureAwait(false);
        var gone = await Table
            .Of<Link>(context)
            .Delete.RunAsync(context.Transaction(), commit.Unlinked, cancellationToken)
            .ConfigureAwait(false);
        if (gone.Count > 0 || !await PutAsync(context, commit.Links, one => one.Version, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await Waking.ReleaseAsync(context, commit, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<bool> ReadOnAsync(DbContext context, SyncCommit commit, CancellationToken cancellationToken)
    {
        var gone = await Table
            .Of<InboxEvent>(context)
            .Update.RunAsync(context.Transaction(), commit.Events, cancellationToken)
            .ConfigureAwait(false);
        if (
            gone.Count > 0
            || !await PutAsync(context, commit.Cursors, one => one.Version, cancellationToken).ConfigureAwait(false)
        )
        {
            return false;
        }

        if (!await PutAsync(context, commit.Runs, one => one.Version, cancellationToken).ConfigureAwait(false))
        {
            return false;
        }

        await PutAnywayAsync(context, commit.Deliveries, cancellationToken).ConfigureAwait(false);
        await PutAnywayAsync(context, commit.Standstills, cancellationToken).ConfigureAwait(false);
        await Table.Of<Standstill>(context).Delete.RunAsync(context.Transaction(), commit.Resumed, cancellationToken).ConfigureAwait(false);
        foreach (var candidates in commit.Candidates.GroupBy(one => (one.ConnectionId, one.RecordType)))
        {
            await PutAsync(context, candidates.Key.ConnectionId, candidates.Key.RecordType, [.. candidates], cancellationToken)
                .ConfigureAwait(false);
        }

        return true;
    }

    // An import adds a thousand at once: one look tells which are there, where replacing each in vain would cost as much as adding it.
    private static async Task PutAsync(
        DbContext context,
        string connectionId,
        RecordType type,
        Candidate[] candidates,
        CancellationToken cancellationToken
    )
    {
        string[] ids = [.. candidates.Where(one => one.Version == 0).Select(one => one.ExternalId)];
        var known = await context.Rows<Candidate>()
            .Where(one => one.ConnectionId == connectionId && one.RecordType == type && EF.Parameter(ids).Contains(one.ExternalId))
            .Select(one => one.ExternalId)
            .ToHashSetAsync(StringComparer.Ordinal, cancellationToken)
            .ConfigureAwait(false);
        var isNew = candidates.ToLookup(one => one.Version == 0 && !known.Contains(one.ExternalId));
        var missing = await Table.Of<Candidate>(context)
            .Update.RunAsync(context.Transaction(), [.. isNew[false]], cancellationToken)
            .ConfigureAwait(false);
        await AddAsync(context, [.. isNew[true], .. missing], cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Adds the new rows and replaces the others; false where one was changed meanwhile.</summary>
    private static async Task<bool> PutAsync<TRow>(
        DbContext context, IReadOnlyList<TRow> rows, Func<TRow, long> version, CancellationToken cancellationToken)
        where TRow : class
    {
        TRow[] made = [.. rows.Where(row => version(row) == 0)];
        TRow[] changed = [.. rows.Where(row => version(row) != 0)];
        var gone = await Table.Of<TRow>(context).Update.RunAsync(context.Transaction(), changed, cancellationToken).ConfigureAwait(false);
        if (gone.Count > 0)
        {
            return false;
        }

        await AddAsync(context, made, cancellationToken).ConfigureAwait(false);
        return true;
    }

    /// <summary>Replaces the rows whose key is there, and adds the others.</summary>
    private static async Task PutAnywayAsync<TRow>(DbContext context, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
        where TRow : class
    {
        var missing = await Table.Of<TRow>(context).Update.RunAsync(context.Transaction(), rows, cancellationToken).ConfigureAwait(false);
        await AddAsync(context, missing, cancellationToken).ConfigureAwait(false);
    }

    private static Task AddAsync<TRow>(
        DbContext context,
        IReadOnlyList<TRow> rows,
        CancellationToken cancellationToken
    )
        where TRow : class => Table.Of<TRow>(context).InsertAsync(context.Transaction(), rows, cancellationToken);
}
