using System.Data.Common;
using Microsoft.EntityFrameworkCore.Storage;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// Runs work in one transaction under the context's execution strategy, so that a database that asks to try again gets the whole
/// work again.
/// </summary>
internal static class Transactions
{
    /// <summary>
    /// Runs the work, and keeps what it did where its result says so. What a try that is not kept added to the context's tracker
    /// is dropped.
    /// </summary>
    public static Task<T> InTransactionAsync<T>(
        this DbContext context, Func<DbContext, Task<T>> work, Func<T, bool> isKept, CancellationToken cancellationToken) =>
        context.Database.CreateExecutionStrategy().ExecuteAsync(
            cancellation => OnceAsync(context, work, isKept, cancellation), cancellationToken);

    public static DbTransaction Transaction(this DbContext context) => context.Database.CurrentTransaction!.GetDbTransaction();

    /// <summary>The rows of a table as they stand, past the tracker and past filters of the host.</summary>
    public static IQueryable<TRow> Rows<TRow>(this DbContext context)
        where TRow : class => context.Set<TRow>().AsNoTracking().IgnoreQueryFilters();

    private static async Task<T> OnceAsync<T>(
        DbContext context,
        Func<DbContext, Task<T>> work,
        Func<T, bool> isKept,
        CancellationToken cancellationToken
    )
    {
        using var turn = await WriterLine.StandAsync(context, cancellationToken).ConfigureAwait(false);
        var transaction = await context.Database.BeginTransactionAsync(cancellationToken).ConfigureAwait(false);
        await using var _ = transaction.ConfigureAwait(false);
        var isDone = false;
        try
        {
            var result = await work(context).ConfigureAwait(false);
            if (isKept(result))
            {
                await transaction.CommitAsync(cancellationToken).ConfigureAwait(false);
                isDone = true;
            }

            return result;
        }
        finally
        {
            if (!isDone)
            {
                context.ChangeTracker.Clear();
            }
        }
    }
}
