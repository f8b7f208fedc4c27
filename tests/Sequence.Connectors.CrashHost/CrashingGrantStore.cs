namespace Sequence.Connectors.CrashHost;

/// <summary>A store of tokens around which the process may die: a refresh takes its lease first, then stores what it was given.</summary>
internal sealed class CrashingGrantStore(IGrantStore store, CrashPoints points) : IGrantStore
{
    public Task<Grant?> FindAsync(string id, CancellationToken cancellationToken) => store.FindAsync(id, cancellationToken);

    public Task<Grant?> FindByOwnerAsync(string connector, string app, string owner, CancellationToken cancellationToken) =>
        store.FindByOwnerAsync(connector, app, owner, cancellationToken);

    public Task<Grant> AddAsync(Grant grant, CancellationToken cancellationToken) => store.AddAsync(grant, cancellationToken);

    public Task<Grant?> TryReplaceAsync(Grant grant, CancellationToken cancellationToken) =>
        points.AroundAsync("grant", () => store.TryReplaceAsync(grant, cancellationToken));

    public Task RemoveAsync(string id, CancellationToken cancellationToken) => store.RemoveAsync(id, cancellationToken);
}
