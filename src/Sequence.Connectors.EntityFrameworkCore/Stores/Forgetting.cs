namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// Forgets what is closed and old. Rows are looked for in the order of their ids, which is that of time: a look reads what it forgets,
/// and the few old rows that are still open.
/// </summary>
internal static class Forgetting
{
    public static async Task<int> ForgetAsync(
        DbContext context, Instant journalBefore, Instant inboxBefore, Instant silencesBefore, int max, CancellationToken cancellationToken)
    {
        var (lastEntry, lastEvent) = (FirstIdAt(journalBefore), FirstIdAt(inboxBefore));
        var entries = await context.Rows<JournalEntry>()
            .Where(one => one.Id < lastEntry && one.ChangedAt < journalBefore
                && (one.State == EntryState.Done || one.State == EntryState.Superseded || one.State == EntryState.Dismissed))
            .OrderBy(one => one.Id).Take(max).ToListAsync(cancellationToken).ConfigureAwait(false);
        var events = await context.Rows<InboxEvent>()
            .Where(one => one.Id < lastEvent && one.ChangedAt < inboxBefore
                && (one.State == InboxState.Handled || one.State == InboxState.Ignored || one.State == InboxState.Dismissed))
            .OrderBy(one => one.Id).Select(one => one.Id).Take(max).ToArrayAsync(cancellationToken).ConfigureAwait(false);

        // An entry lies in two tables; the second lets go with the first.
        var kept = await context.InTransactionAsync(
            _ => Table.Of<JournalEntry>(context).Delete.RunAsync(context.Transaction(), entries, cancellationToken),
            _ => true,
            cancellationToken).ConfigureAwait(false);
        var gone = entries.Count - kept.Count;
        gone += await context.Rows<InboxEvent>().Where(one => EF.Parameter(events).Contains(one.Id))
            .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        Guid[] runs = await context.Rows<ImportRun>()
            .Where(one => one.Id < lastEntry && one.ChangedAt < journalBefore && one.State != ImportRunState.Running)
            .OrderBy(one => one.Id).Select(one => one.Id).Take(max).ToArrayAsync(cancellationToken).ConfigureAwait(false);
        gone += await context.Rows<ImportRun>().Where(one => EF.Parameter(runs).Contains(one.Id))
            .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
        return gone + await context.Rows<SilenceRow>().Where(one => one.End < silencesBefore)
            .ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false);
    }

    // An id begins with its milliseconds, so all ids that were made before are smaller.
    private static Guid FirstIdAt(Instant moment) => new($"{moment.ToUnixTimeMilliseconds():x12}00000000000000000000");
}
