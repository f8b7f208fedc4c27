using System.Data.Common;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// Runs the host's code on the context of its own scope, in the transaction that the engine's changes are stored in. What the
/// host's code added to the context and did not save is saved with them.
/// </summary>
internal sealed class EntityFrameworkSyncTransaction(DbContext context) : ISyncTransaction
{
    public async Task<CommitResult> RunAsync(Func<CancellationToken, Task<SyncCommit>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        SyncCommit? commit = null;
        try
        {
            var result = await context.InTransactionAsync(
                async _ =>
                {
                    commit = null;
                    commit = await work(cancellationToken).ConfigureAwait(false);
                    await context.SaveChangesAsync(cancellationToken).ConfigureAwait(false);
                    return await CommitWriter.WriteAsync(context, commit, cancellationToken).ConfigureAwait(false);
                },
                stored => stored == CommitResult.Stored,
                cancellationToken).ConfigureAwait(false);
            return result;
        }
        catch (DbException) when (commit is not null)
        {
            if (await Collisions.AnyAsync(context, commit, cancellationToken).ConfigureAwait(false))
            {
                return CommitResult.Conflict;
            }

            throw;
        }
    }
}
