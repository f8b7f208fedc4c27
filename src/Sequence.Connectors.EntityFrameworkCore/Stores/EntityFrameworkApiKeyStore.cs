using System.Data.Common;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>Keeps the keys of machines in the tables of a context: their hashes, not what they are called with.</summary>
internal sealed class EntityFrameworkApiKeyStore(StoreContexts contexts) : IApiKeyStore
{
    public Task<ApiKey?> FindAsync(string id, CancellationToken cancellationToken) =>
        contexts.UseAsync(context => context.Rows<ApiKey>().FirstOrDefaultAsync(one => one.Id == id, cancellationToken), cancellationToken);

    public async Task<IReadOnlyList<ApiKey>> ListAsync(string tenant, CancellationToken cancellationToken) =>
        await contexts
            .UseAsync(
                context =>
                    context
                        .Rows<ApiKey>()
                        .Where(one => one.Tenant == tenant)
                        .OrderBy(one => one.CreatedAt)
                        .ThenBy(one => one.Id)
                        .ToListAsync(cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);

    public async Task<ApiKey> AddAsync(ApiKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        try
        {
            await contexts.InsertAsync(key with { Version = 0 }, cancellationToken).ConfigureAwait(false);
            return key with { Version = 1 };
        }
        catch (DbException failure)
        {
            if (await FindAsync(key.Id, cancellationToken).ConfigureAwait(false) is null)
            {
                throw;
            }

            throw new InvalidOperationException($"A key with the id '{key.Id}' is stored already.", failure);
        }
    }

    public async Task<ApiKey?> TryReplaceAsync(ApiKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        return await contexts.TryUpdateAsync(key, cancellationToken).ConfigureAwait(false) ? key with { Version = key.Version + 1 } : null;
    }
}
