using System.Collections.Concurrent;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// Writes that wait for a SQLite file share a transaction: one commit reaches the disk for all of them. Each stands behind a
/// savepoint of its own, so that one which fails or is not kept takes nothing from the others.
/// </summary>
internal sealed class GroupCommit(StoreContexts contexts)
{
    private const int MostAtOnce = 64;
    private readonly ConcurrentQueue<GroupedWrite> _waiting = new();
    private int _isWriting;

    /// <summary>Runs the work in its turn, and comes back when what it did is on the disk, or undone.</summary>
    public Task<T> RunAsync<T>(Func<DbContext, Task<T>> work, Func<T, bool> isKept, CancellationToken cancellationToken)
    {
        var write = new GroupedWrite<T>(work, isKept, cancellationToken);
        _waiting.Enqueue(write);
        if (Interlocked.Exchange(ref _isWriting, 1) == 0)
        {
            // Apart from the caller: what it holds of its own request is none of the others'.
            ThreadPool.UnsafeQueueUserWorkItem(static self => _ = self.WriteAsync(), this, preferLocal: false);
        }

        return write.Done;
    }

    private async Task WriteAsync()
    {
        do
        {
            while (!_waiting.IsEmpty)
            {
                await WriteGroupAsync().ConfigureAwait(false);
            }

            Volatile.Write(ref _isWriting, 0);
        }
        while (!_waiting.IsEmpty && Interlocked.Exchange(ref _isWriting, 1) == 0);
    }

    private async Task WriteGroupAsync()
    {
        var group = new List<GroupedWrite>();
        while (group.Count < MostAtOnce && _waiting.TryDequeue(out var write))
        {
            group.Add(write);
        }

        try
        {
            await contexts
                .UseAsync(
                    context => context.InTransactionAsync(_ => RunAsync(context, group), isKept => isKept, CancellationToken.None),
                    CancellationToken.None
                )
                .ConfigureAwait(false);
        }
#pragma warning disable CA1031 // It is each caller's.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            group.ForEach(one => one.Fail(exception));
            return;
        }

        group.ForEach(one => one.Complete());
    }

    private static async Task<bool> RunAsync(DbContext context, List<GroupedWrite> group)
    {
        foreach (var write in group)
        {
            await write.RunAsync(context).ConfigureAwait(false);
        }

        return group.Exists(one => one.IsKept);
    }
}
