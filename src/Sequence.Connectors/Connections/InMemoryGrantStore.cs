using System.Collections.Concurrent;

namespace Sequence.Connectors;

/// <summary>Keeps grants in memory: for tests and first steps. They are gone with the process.</summary>
public sealed class InMemoryGrantStore : IGrantStore
{
    private readonly ConcurrentDictionary<string, Grant> _grants = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Task<Grant?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_grants.GetValueOrDefault(id));

    /// <inheritdoc />
    public Task<Grant?> FindByOwnerAsync(string connector, string app, string owner, CancellationToken cancellationToken) =>
        Task.FromResult(_grants.Values.FirstOrDefault(grant => grant.Connector == connector && grant.App == app && grant.Owner == owner));

    /// <inheritdoc />
    public Task<Grant> AddAsync(Grant grant, CancellationToken cancellationToken)
    {
        var stored = grant with { Version = 1 };
        return _grants.TryAdd(grant.Id, stored)
            ? Task.FromResult(stored)
            : throw new InvalidOperationException($"A grant with the id '{grant.Id}' is stored already.");
    }

    /// <inheritdoc />
    public Task<Grant?> TryReplaceAsync(Grant grant, CancellationToken cancellationToken)
    {
        var next = grant with { Version = grant.Version + 1 };
        var replaced = _grants.TryGetValue(grant.Id, out var stored)
            && stored.Version == grant.Version
            && _grants.TryUpdate(grant.Id, next, stored);
        return Task.FromResult(replaced ? next : null);
    }

    /// <inheritdoc />
    public Task RemoveAsync(string id, CancellationToken cancellationToken)
    {
        _grants.TryRemove(id, out _);
        return Task.CompletedTask;
    }
}
