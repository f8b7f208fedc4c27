using System.Runtime.CompilerServices;

namespace Sequence.Connectors.Sync;

/// <summary>Takes up again, or gives up, what did not sync.</summary>
internal sealed class Retrying(ISyncStore store, SyncSignal signal, Func<Instant> now)
{
    private const int PageSize = 500;

    public async Task<bool> RetryAsync(Guid id, CancellationToken cancellationToken)
    {
        var isTaken = await ChangeAsync(id, Taken, Taken, wakes: true, cancellationToken).ConfigureAwait(false);
        return isTaken || await WakeAsync(id, cancellationToken).ConfigureAwait(false);
    }

    public async Task<int> RetryAllAsync(string connectionId, string? code, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var entry in EntriesAsync(connectionId, cancellationToken).ConfigureAwait(false))
        {
            var isMeant = code is null || entry.Problems.Any(one => one.Code == code);
            count += isMeant && await RetryAsync(entry.Id, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        await foreach (var row in EventsAsync(connectionId, cancellationToken).ConfigureAwait(false))
        {
            var isMeant = code is null || row.Problem?.Code == code;
            count += isMeant && await RetryAsync(row.Id, cancellationToken).ConfigureAwait(false) ? 1 : 0;
        }

        return count;
    }

    public Task<bool> DismissAsync(Guid id, CancellationToken cancellationToken) => ChangeAsync(
        id,
        entry => entry.State is EntryState.Rejected or EntryState.Waiting or EntryState.Pending
            ? entry with { State = EntryState.Dismissed, DueAt = null, ChangedAt = now() }
            : null,
        row => row.State is InboxState.Failed or InboxState.Pending
            ? row with { State = InboxState.Dismissed, DueAt = null, ChangedAt = now() }
            : null,
        wakes: false,
        cancellationToken);

    /// <summary>Lets all go on that waits for the connection, also what a failed look has put off; what people refused stays.</summary>
    public async Task ResumeAsync(string connectionId, CancellationToken cancellationToken)
    {
        await foreach (var entry in EntriesAsync(connectionId, cancellationToken).ConfigureAwait(false))
        {
            if (entry.State == EntryState.Pending && entry.DueAt > now())
            {
                await ChangeAsync(entry.Id, Taken, Taken, wakes: false, cancellationToken).ConfigureAwait(false);
            }
        }

        await foreach (var row in EventsAsync(connectionId, cancellationToken).ConfigureAwait(false))
        {
            if (row.State == InboxState.Pending && row.DueAt > now())
            {
                await ChangeAsync(row.Id, Taken, Taken, wakes: false, cancellationToken).ConfigureAwait(false);
            }
        }

        await GoOnAsync(connectionId, cancellationToken).ConfigureAwait(false);
    }

    private JournalEntry? Taken(JournalEntry entry) => entry.State switch
    {
        EntryState.Rejected or EntryState.Waiting or EntryState.Pending => entry with
        {
            State = EntryState.Pending,
            DueAt = now(),
            ChangedAt = now(),
        },
        EntryState.Sent => entry with { DueAt = now(), ChangedAt = now() },
        _ => null,
    };

    private InboxEvent? Taken(InboxEvent row) => row.State is InboxState.Failed or InboxState.Pending
        ? row with { State = InboxState.Pending, Tries = 0, DueAt = now(), ChangedAt = now() }
        : null;

    private async Task<bool> ChangeAsync(
        Guid id,
        Func<JournalEntry, JournalEntry?> changeEntry,
        Func<InboxEvent, InboxEvent?> changeEvent,
        bool wakes,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            var entry = await store.FindEntryAsync(id, cancellationToken).ConfigureAwait(false);
            var row = entry is null ? await store.FindEventAsync(id, cancellationToken).ConfigureAwait(false) : null;
            var (changedEntry, changedRow) = (entry is null ? null : changeEntry(entry), row is null ? null : changeEvent(row));
            if (changedEntry is null && changedRow is null)
            {
                return false;
            }

            var connection = changedEntry?.ConnectionId ?? changedRow!.ConnectionId;
            var commit = new SyncCommit
            {
                At = now(),
                Entries = changedEntry is null ? [] : [changedEntry],
                Events = changedRow is null ? [] : [changedRow],
                Resumed = wakes ? await RestsAsync(connection, cancellationToken).ConfigureAwait(false) : [],
            };
            if (await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false) == CommitResult.Stored)
            {
                signal.Wake();
                return true;
            }
        }
    }

    // What stands still goes on at once.
    private async Task<bool> WakeAsync(Guid id, CancellationToken cancellationToken)
    {
        var rests = await store.QueryStandstillsAsync(new() { Id = id }, cancellationToken).ConfigureAwait(false);
        if (rests is not [var rest])
        {
            return false;
        }

        await GoOnAsync(rest.ConnectionId, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // What happened while nobody could read is read at once. A cursor that was moved meanwhile is looked at again.
    private async Task GoOnAsync(string connectionId, CancellationToken cancellationToken)
    {
        SyncCommit commit;
        do
        {
            var cursors = await store.ReadCursorsAsync(connectionId, cancellationToken).ConfigureAwait(false);
            commit = new()
            {
                At = now(),
                Cursors = [.. cursors.Where(one => one.DueAt > now()).Select(one => one with { DueAt = now() })],
                Resumed = await RestsAsync(connectionId, cancellationToken).ConfigureAwait(false),
            };
        }
        while (await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false) != CommitResult.Stored);
        signal.Wake();
    }

    // That of a sweep stays until the sweep has succeeded.
    private async Task<IReadOnlyList<Standstill>> RestsAsync(string connectionId, CancellationToken cancellationToken)
    {
        var all = await store
            .QueryStandstillsAsync(new() { ConnectionId = connectionId, Max = int.MaxValue }, cancellationToken)
            .ConfigureAwait(false);
        return [.. all.Where(one => one.RecordType == Standstill.Connection || one.RecordType == Standstill.Sending)];
    }

    private async IAsyncEnumerable<JournalEntry> EntriesAsync(
        string connectionId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new JournalQuery { ConnectionId = connectionId, OnlyProblems = true, Max = PageSize };
        while (await store.QueryJournalAsync(query, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var one in page)
            {
                yield return one;
            }

            query = query with { Before = page[^1].Id };
        }
    }

    private async IAsyncEnumerable<InboxEvent> EventsAsync(
        string connectionId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new InboxQuery { ConnectionId = connectionId, OnlyProblems = true, Max = PageSize };
        while (await store.QueryInboxAsync(query, cancellationToken).ConfigureAwait(false) is { Count: > 0 } page)
        {
            foreach (var one in page)
            {
                yield return one;
            }

            query = query with { Before = page[^1].Id };
        }
    }
}
