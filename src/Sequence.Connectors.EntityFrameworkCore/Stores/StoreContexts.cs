using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// Opens a context of the host for each operation of a store: from its factory where there is one, else from a scope of its own.
/// </summary>
internal sealed class StoreContexts
{
    private readonly Func<CancellationToken, ValueTask<StoreContext>> _open;
    private readonly GroupCommit _groups;
    private bool? _isGrouped;

    private StoreContexts(Func<CancellationToken, ValueTask<StoreContext>> open) => (_open, _groups) = (open, new(this));

    public static StoreContexts Of<TContext>(IServiceProvider services)
        where TContext : DbContext
    {
        var scopes = services.GetRequiredService<IServiceScopeFactory>();
        return new(async cancellationToken =>
        {
            if (services.GetService<IDbContextFactory<TContext>>() is { } factory)
            {
                var context = await factory.CreateDbContextAsync(cancellationToken).ConfigureAwait(false);
                return new(context, context);
            }

            var scope = scopes.CreateAsyncScope();
            return new(scope.ServiceProvider.GetRequiredService<TContext>(), scope);
        });
    }

    /// <summary>Opens a context for some work, and gives it back.</summary>
    public async Task<T> UseAsync<T>(Func<DbContext, Task<T>> use, CancellationToken cancellationToken)
    {
        var opened = await _open(cancellationToken).ConfigureAwait(false);
        await using var _ = opened.ConfigureAwait(false);
        return await use(opened.Context).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs work in a transaction, and keeps what it did where its result says so. The work uses the context that it is given, and
    /// tracks nothing: that context may be at work for others too.
    /// </summary>
    public async Task<T> WriteAsync<T>(Func<DbContext, Task<T>> work, Func<T, bool> isKept, CancellationToken cancellationToken)
    {
        // A strategy that tries again must see each failure itself.
        _isGrouped ??= await UseAsync(
                context => Task.FromResult(
                    WriterLine.IsOf(context) && !context.Database.CreateExecutionStrategy().RetriesOnFailure),
                cancellationToken)
            .ConfigureAwait(false);
        return _isGrouped.Value
            ? await _groups.RunAsync(work, isKept, cancellationToken).ConfigureAwait(false)
            : await UseAsync(context => context.InTransactionAsync(work, isKept, cancellationToken), cancellationToken)
                .ConfigureAwait(false);
    }

    /// <summary>Adds one row; its version counts on.</summary>
    public Task InsertAsync<TRow>(TRow row, CancellationToken cancellationToken)
        where TRow : class =>
        WriteAsync<TRow>(
            async (table, transaction) =>
            {
                await table.InsertAsync(transaction, [row], cancellationToken).ConfigureAwait(false);
                return true;
            },
            cancellationToken
        );

    /// <summary>Replaces one row of the same version; false where it has another, or is gone.</summary>
    public Task<bool> TryUpdateAsync<TRow>(TRow row, CancellationToken cancellationToken)
        where TRow : class =>
        WriteAsync<TRow>(
            async (table, transaction) =>
                (await table.Update.RunAsync(transaction, [row], cancellationToken).ConfigureAwait(false)).Count == 0,
            cancellationToken
        );

    private Task<bool> WriteAsync<TRow>(Func<Table, DbTransaction, Task<bool>> write, CancellationToken cancellationToken)
        where TRow : class =>
        WriteAsync(context => write(Table.Of<TRow>(context), context.Transaction()), isWritten => isWritten, cancellationToken);
}
