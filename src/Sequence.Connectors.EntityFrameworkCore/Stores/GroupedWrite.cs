using Microsoft.EntityFrameworkCore.Storage;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>One write of a group.</summary>
internal abstract class GroupedWrite
{
    /// <summary>Whether there is something to commit.</summary>
    public bool IsKept { get; protected set; }

    /// <summary>Does the work in the context's transaction, or leaves that as it was.</summary>
    public abstract Task RunAsync(DbContext context);

    /// <summary>Tells the caller how it went, once the transaction is over.</summary>
    public abstract void Complete();

    /// <summary>Tells the caller that the transaction failed.</summary>
    public abstract void Fail(Exception exception);
}

/// <inheritdoc />
internal sealed class GroupedWrite<T>(Func<DbContext, Task<T>> work, Func<T, bool> isKept, CancellationToken cancellationToken)
    : GroupedWrite
{
    private const string Savepoint = "one_write";
    private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Action<TaskCompletionSource<T>> _outcome = static _ => { };

    public Task<T> Done => _done.Task;

    public override async Task RunAsync(DbContext context)
    {
        IsKept = false;
        if (cancellationToken.IsCancellationRequested)
        {
            _outcome = done => done.SetCanceled(cancellationToken);
            return;
        }

        var transaction = context.Database.CurrentTransaction!;
        await transaction.CreateSavepointAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
        try
        {
            var result = await work(context).ConfigureAwait(false);
            IsKept = isKept(result);
            _outcome = done => done.SetResult(result);
        }
#pragma warning disable CA1031 // It is the caller's.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _outcome = done => done.SetException(exception);
        }

        await EndAsync(transaction).ConfigureAwait(false);
    }

    public override void Complete() => _outcome(_done);

    public override void Fail(Exception exception) => _done.TrySetException(exception);

    private async Task EndAsync(IDbContextTransaction transaction)
    {
        if (!IsKept)
        {
            await transaction.RollbackToSavepointAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
        }

        await transaction.ReleaseSavepointAsync(Savepoint, CancellationToken.None).ConfigureAwait(false);
    }
}
