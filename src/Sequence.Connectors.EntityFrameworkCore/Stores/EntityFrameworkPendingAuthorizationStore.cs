namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>Keeps pending consents in the tables of a context, their verifiers encrypted.</summary>
internal sealed class EntityFrameworkPendingAuthorizationStore(StoreContexts contexts, ISecretProtector protector)
    : IPendingAuthorizationStore
{
    public async Task AddAsync(PendingAuthorization pending, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(pending);
        var since = pending.StartedAt - Duration.FromDays(1);
        await contexts.UseAsync(context => ForgetAsync(context, since, cancellationToken), cancellationToken).ConfigureAwait(false);
        await contexts.InsertAsync(PendingAuthorizationRow.Of(pending, protector), cancellationToken).ConfigureAwait(false);
    }

    public async Task<PendingAuthorization?> TakeAsync(string state, CancellationToken cancellationToken)
    {
        var row = await contexts.UseAsync(context => TakeAsync(context, state, cancellationToken), cancellationToken).ConfigureAwait(false);
        return row?.ToPending(protector);
    }

    private static Task<int> ForgetAsync(DbContext context, Instant since, CancellationToken cancellationToken) =>
        context.Rows<PendingAuthorizationRow>().Where(one => one.StartedAt < since).ExecuteDeleteAsync(cancellationToken);

    // Who removes the row has taken it.
    private static async Task<PendingAuthorizationRow?> TakeAsync(DbContext context, string state, CancellationToken cancellationToken)
    {
        var found = context.Rows<PendingAuthorizationRow>().Where(one => one.State == state);
        var row = await found.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
        return row is not null && await found.ExecuteDeleteAsync(cancellationToken).ConfigureAwait(false) == 1 ? row : null;
    }
}
