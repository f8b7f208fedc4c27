using System.Data.Common;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>Keeps the versions of connections' settings in the tables of a context.</summary>
internal sealed class EntityFrameworkSettingsStore(StoreContexts contexts) : ISettingsStore
{
    public async Task<IReadOnlyList<SettingsVersion>> ListAsync(string connectionId, CancellationToken cancellationToken) =>
        await contexts
            .UseAsync(
                context =>
                    context
                        .Rows<SettingsVersion>()
                        .Where(one => one.ConnectionId == connectionId)
                        .OrderByDescending(one => one.Number)
                        .ToListAsync(cancellationToken),
                cancellationToken
            )
            .ConfigureAwait(false);

    public async Task<SettingsVersion?> TryAddAsync(SettingsVersion version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        try
        {
            await contexts.InsertAsync(version with { Version = 0 }, cancellationToken).ConfigureAwait(false);
            return version with { Version = 1 };
        }
        catch (DbException)
        {
            var all = await ListAsync(version.ConnectionId, cancellationToken).ConfigureAwait(false);
            if (all.Any(one => one.Number == version.Number))
            {
                return null;
            }

            throw;
        }
    }

    public async Task<SettingsVersion?> TryReplaceAsync(SettingsVersion version, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(version);
        var isReplaced = await contexts.TryUpdateAsync(version, cancellationToken).ConfigureAwait(false);
        return isReplaced ? version with { Version = version.Version + 1 } : null;
    }
}
