namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>Counts what is not done, each count by an index that begins with the state.</summary>
internal static class Backlogs
{
    public static async Task<SyncBacklog> ReadAsync(DbContext context, CancellationToken cancellationToken) =>
        new()
        {
            Publications = await context.Rows<Publication>().CountAsync(cancellationToken).ConfigureAwait(false),
            Pending = await CountAsync(context, EntryState.Pending, cancellationToken).ConfigureAwait(false),
            Waiting = await CountAsync(context, EntryState.Waiting, cancellationToken).ConfigureAwait(false),
            Unsettled = await CountAsync(context, EntryState.Sent, cancellationToken).ConfigureAwait(false),
            Rejected = await CountAsync(context, EntryState.Rejected, cancellationToken).ConfigureAwait(false),
            Incoming = await context
                .Rows<InboxEvent>()
                .CountAsync(one => one.State == InboxState.Pending, cancellationToken)
                .ConfigureAwait(false),
            FreshAt = await context
                .Rows<SweepCursor>()
                .Where(one => one.DueAt != null && one.FreshAt != null)
                .OrderBy(one => one.FreshAt)
                .Select(one => one.FreshAt)
                .FirstOrDefaultAsync(cancellationToken)
                .ConfigureAwait(false),
        };

    private static Task<int> CountAsync(DbContext context, EntryState state, CancellationToken cancellationToken) =>
        context.Rows<JournalEntry>().CountAsync(one => one.State == state, cancellationToken);
}
