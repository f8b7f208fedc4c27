using System.Data.Common;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>Keeps connections in the tables of a context.</summary>
internal sealed class EntityFrameworkConnectionStore(StoreContexts contexts) : IConnectionStore
{
    public Task<Connection?> FindAsync(string id, CancellationToken cancellationToken) =>
        contexts.UseAsync(
            context => context.Rows<Connection>().FirstOrDefaultAsync(one => one.Id == id, cancellationToken),
            cancellationToken
        );

    public Task<IReadOnlyList<Connection>> ListAsync(string tenant, CancellationToken cancellationToken) =>
        ListAsync(rows => rows.Where(one => one.Tenant == tenant), cancellationToken);

    public Task<IReadOnlyList<Connection>> ListByGrantAsync(string grantId, CancellationToken cancellationToken) =>
        ListAsync(rows => rows.Where(one => one.GrantId == grantId), cancellationToken);

    public Task<IReadOnlyList<Connection>> ListByAccountAsync(string connector, string accountId, CancellationToken cancellationToken) =>
        ListAsync(rows => rows.Where(one => one.Connector == connector && one.AccountId == accountId), cancellationToken);

    public async Task<Connection> AddAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        try
        {
            await contexts.InsertAsync(connection with { Version = 0 }, cancellationToken).ConfigureAwait(false);
            return connection with { Version = 1 };
        }
        catch (DbException failure)
        {
            if (await FindAsync(connection.Id, cancellationToken).ConfigureAwait(false) is not null)
            {
                throw new InvalidOperationException($"A connection with the id '{connection.Id}' is stored already.", failure);
            }

            if (await FindSameAccountAsync(connection, cancellationToken).ConfigureAwait(false) is { } stored)
            {
                return stored;
            }

            throw;
        }
    }

    public async Task<Connection?> TryReplaceAsync(Connection connection, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(connection);
        try
        {
            var isReplaced = await contexts.TryUpdateAsync(connection, cancellationToken).ConfigureAwait(false);
            return isReplaced ? connection with { Version = connection.Version + 1 } : null;
        }
        catch (DbException)
        {
            if (await FindSameAccountAsync(connection, cancellationToken).ConfigureAwait(false) is not null)
            {
                return null;
            }

            throw;
        }
    }

    private async Task<Connection?> FindSameAccountAsync(Connection connection, CancellationToken cancellationToken)
    {
        var connected = await ListByAccountAsync(connection.Connector, connection.AccountId, cancellationToken).ConfigureAwait(false);
        return connected.FirstOrDefault(one => one.Id != connection.Id && one.IsSameAccountAs(connection));
    }

    private Task<IReadOnlyList<Connection>> ListAsync(
        Func<IQueryable<Connection>, IQueryable<Connection>> query,
        CancellationToken cancellationToken
    ) =>
        contexts.UseAsync<IReadOnlyList<Connection>>(
            async context =>
                await query(context.Rows<Connection>())
                    .OrderBy(one => one.Id)
                    .ToListAsync(cancellationToken)
                    .ConfigureAwait(false),
            cancellationToken
        );
}
