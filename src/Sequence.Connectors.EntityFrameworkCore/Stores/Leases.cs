using System.Data.Common;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>Who works on which connection.</summary>
internal static class Leases
{
    public static async Task<ConnectionLease?> AcquireAsync(
        DbContext context, string connectionId, string owner, Instant now, Instant until, CancellationToken cancellationToken)
    {
        var held = await FindAsync(context, connectionId, cancellationToken).ConfigureAwait(false);
        if (held is null)
        {
            var first = new ConnectionLease { ConnectionId = connectionId, Owner = owner, Fence = 1, Until = until };
            return await TryAddAsync(context, first, cancellationToken).ConfigureAwait(false) ? first : null;
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
        return await ReplaceAsync(context, held, next, cancellationToken).ConfigureAwait(false) == 1 ? next : null;
    }

    public static Task<int> ReleaseAsync(DbContext context, ConnectionLease lease, CancellationToken cancellationToken) =>
        context.InTransactionAsync(
            _ => context.Rows<ConnectionLease>().Where(one => one.ConnectionId == lease.ConnectionId && one.Fence == lease.Fence)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Until, Instant.MinValue), cancellationToken),
            _ => true,
            cancellationToken);

    private static Task<ConnectionLease?> FindAsync(DbContext context, string connectionId, CancellationToken cancellationToken) =>
        context.Rows<ConnectionLease>().FirstOrDefaultAsync(one => one.ConnectionId == connectionId, cancellationToken);

    private static async Task<bool> TryAddAsync(DbContext context, ConnectionLease lease, CancellationToken cancellationToken)
    {
        try
        {
            await context
                .InTransactionAsync(
                    async _ =>
                    {
                        await Table
                            .Of<ConnectionLease>(context)
                            .InsertAsync(context.Transaction(), [lease], cancellationToken)
                            .ConfigureAwait(false);
                        return true;
                    },
                    isAdded => isAdded,
                    cancellationToken
                )
                .ConfigureAwait(false);
            return true;
        }
        catch (DbException)
        {
            if (await FindAsync(context, lease.ConnectionId, cancellationToken).ConfigureAwait(false) is null)
            {
                throw;
            }

            return false;
        }
    }

    // Only the lease that was read is replaced: it may have been renewed or taken meanwhile.
    private static Task<int> ReplaceAsync(
        DbContext context,
        ConnectionLease held,
        ConnectionLease next,
        CancellationToken cancellationToken
    ) =>
        context.InTransactionAsync(
            _ => context.Rows<ConnectionLease>()
                .Where(one => one.ConnectionId == held.ConnectionId && one.Fence == held.Fence
                    && one.Owner == held.Owner && one.Until == held.Until)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(one => one.Owner, next.Owner).SetProperty(one => one.Fence, next.Fence)
                        .SetProperty(one => one.Until, next.Until),
                    cancellationToken),
            _ => true,
            cancellationToken);
}
