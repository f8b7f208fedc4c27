using System.Data.Common;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>Keeps grants in the tables of a context, their tokens encrypted.</summary>
internal sealed class EntityFrameworkGrantStore(StoreContexts contexts, ISecretProtector protector) : IGrantStore
{
    public async Task<Grant?> FindAsync(string id, CancellationToken cancellationToken)
    {
        var row = await FindRowAsync(id, cancellationToken).ConfigureAwait(false);
        return row?.ToGrant(protector);
    }

    public async Task<Grant?> FindByOwnerAsync(string connector, string app, string owner, CancellationToken cancellationToken)
    {
        var row = await contexts.UseAsync(
            context => context.Rows<GrantRow>().OrderBy(one => one.Id)
                .FirstOrDefaultAsync(one => one.Connector == connector && one.App == app && one.Owner == owner, cancellationToken),
            cancellationToken).ConfigureAwait(false);
        return row?.ToGrant(protector);
    }

    public async Task<Grant> AddAsync(Grant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        try
        {
            await contexts.InsertAsync(GrantRow.Of(grant with { Version = 0 }, protector), cancellationToken).ConfigureAwait(false);
            return grant with { Version = 1 };
        }
        catch (DbException failure)
        {
            if (await FindRowAsync(grant.Id, cancellationToken).ConfigureAwait(false) is null)
            {
                throw;
            }

            throw new InvalidOperationException($"A grant with the id '{grant.Id}' is stored already.", failure);
        }
    }

    public async Task<Grant?> TryReplaceAsync(Grant grant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(grant);
        var isReplaced = await contexts.TryUpdateAsync(GrantRow.Of(grant, protector), cancellationToken).ConfigureAwait(false);
        return isReplaced ? grant with { Version = grant.Version + 1 } : null;
    }

    public Task RemoveAsync(string id, CancellationToken cancellationToken) =>
        contexts.UseAsync(
            context => context.Rows<GrantRow>().Where(one => one.Id == id).ExecuteDeleteAsync(cancellationToken),
            cancellationToken
        );

    private Task<GrantRow?> FindRowAsync(string id, CancellationToken cancellationToken) =>
        contexts.UseAsync(
            context => context.Rows<GrantRow>().FirstOrDefaultAsync(one => one.Id == id, cancellationToken),
            cancellationToken
        );
}
