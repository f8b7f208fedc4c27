using System.Data.Common;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>Who works on which connection.</summary>
internal static class Leases
{
    public static async Task<ConnectionLease?> AcquireAsync(
        StoreContexts contexts, string connectionId, string owner, Instant now, Instant until, CancellationToken cancellationToken)
    {
        var held = await FindAsync(contexts, connectionId, cancellationToken).ConfigureAwait(false);
        if (held is null)
        {
            var first = new ConnectionLease { ConnectionId = connectionId, Owner = owner, Fence = 1, Until = until };
            return await TryAddAsync(contexts, first, cancellationToken).ConfigureAwait(false) ? first : null;
        }

        var isOver = held.Until <= now;
        if (held.Owner != owner && !isOver)
        {
            return null;
        }

        var next = new ConnectionLease
        {
            ConnectionId = connectionId,
            Owner = owner,
            Fence = isOver ? held.Fence + 1 : held.Fence,
            Until = until,
        };
        return await ReplaceAsync(contexts, held, next, cancellationToken).ConfigureAwait(false) == 1 ? next : null;
    }

    public static Task<int> ReleaseAsync(StoreContexts contexts, ConnectionLease lease, CancellationToken cancellationToken) =>
        contexts.WriteAsync(
            context => context.Rows<ConnectionLease>().Where(one => one.ConnectionId == lease.ConnectionId && one.Fence == lease.Fence)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Until, Instant.MinValue), cancellationToken),
            _ => true,
            cancellationToken);

    private static Task<ConnectionLease?> FindAsync(StoreContexts contexts, string connectionId, CancellationToken cancellationToken) =>
        contexts.UseAsync(
            context => context.Rows<ConnectionLease>().FirstOrDefaultAsync(one => one.ConnectionId == connectionId, cancellationToken),
            cancellationToken);

    private static async Task<bool> TryAddAsync(StoreContexts contexts, ConnectionLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await contexts.InsertAsync(lease, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (DbException)
        {
            if (await FindAsync(contexts, lease.ConnectionId, cancellationToken).ConfigureAwait(false) is null)
            {
                throw;
            }

            return false;
        }
    }

    // Only the lease that was read is replaced: it may have been renewed or taken meanwhile.
    private static Task<int> ReplaceAsync(
        StoreContexts contexts,
        ConnectionLease held,
        ConnectionLease next,
        CancellationToken cancellationToken
    ) =>
        contexts.WriteAsync(
            context => context.Rows<ConnectionLease>()
                .Where(one => one.ConnectionId == held.ConnectionId && one.Fence == held.Fence
                    && one.Owner == held.Owner && one.Until == held.Until)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(one => one.Owner, next.Owner).SetProperty(one => one.Fence, next.Fence)
                        .SetProperty(one => one.Until, next.Until),
                    cancellationToken),
            _ => true,
            cancellationToken);
}
