namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// Finds out whether a commit failed because a row of it is there already. Every database says "not unique" in its own way; what
/// is stored says it in all of them.
/// </summary>
internal static class Collisions
{
    /// <summary>Whether a row that the commit adds is there already, or a link that it makes is taken.</summary>
    public static async Task<bool> AnyAsync(DbContext context, SyncCommit commit, CancellationToken cancellationToken) =>
        await AnyIdAsync(context, commit, cancellationToken).ConfigureAwait(false)
        || await AnyCursorAsync(context, commit, cancellationToken).ConfigureAwait(false)
        || await AnyLinkAsync(context, commit, cancellationToken).ConfigureAwait(false);

    private static async Task<bool> AnyIdAsync(DbContext context, SyncCommit commit, CancellationToken cancellationToken)
    {
        Guid[] publications = [.. commit.Publications.Select(one => one.Id)];
        Guid[] entries = [.. commit.Entries.Where(one => one.Version == 0).Select(one => one.Id)];
        return (
                publications.Length > 0
                && await context
                    .Rows<Publication>()
                    .AnyAsync(one => EF.Parameter(publications).Contains(one.Id), cancellationToken)
                    .ConfigureAwait(false)
            )
            || (
                entries.Length > 0
                && await context
                    .Rows<JournalEntry>()
                    .AnyAsync(one => EF.Parameter(entries).Contains(one.Id), cancellationToken)
                    .ConfigureAwait(false)
            );
    }

    private static async Task<bool> AnyCursorAsync(DbContext context, SyncCommit commit, CancellationToken cancellationToken)
    {
        foreach (var cursor in commit.Cursors.Where(one => one.Version == 0))
        {
            if (
                await context
                    .Rows<SweepCursor>()
                    .AnyAsync(
                        one => one.ConnectionId == cursor.ConnectionId && one.RecordType == cursor.RecordType,
                        cancellationToken
                    )
                    .ConfigureAwait(false)
            )
            {
                return true;
            }
        }

        return false;
    }

    private static async Task<bool> AnyLinkAsync(DbContext context, SyncCommit commit, CancellationToken cancellationToken)
    {
        var removed = commit.Unlinked.Select(one => one.Id).ToHashSet();
        foreach (var links in commit.Links.GroupBy(one => (one.ConnectionId, one.RecordType)))
        {
            var (connectionId, type) = links.Key;
            string[] locals = [.. links.Select(one => one.LocalId)];
            string[] externals = [.. links.Select(one => one.ExternalId)];
            var stored = await context.Rows<Link>()
                .Where(one => one.ConnectionId == connectionId && one.RecordType == type
                    && (EF.Parameter(locals).Contains(one.LocalId) || EF.Parameter(externals).Contains(one.ExternalId)))
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            if (links.Any(link => stored.Any(one => !removed.Contains(one.Id) && IsTakenBy(link, one))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTakenBy(Link link, Link stored) => stored.Id == link.Id
        ? link.Version == 0
        : stored.Variant == link.Variant && (stored.LocalId == link.LocalId || stored.ExternalId == link.ExternalId);
}
