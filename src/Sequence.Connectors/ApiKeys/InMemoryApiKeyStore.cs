using System.Collections.Concurrent;

namespace Sequence.Connectors;

/// <summary>Keeps keys in memory: for tests and first steps. They are gone with the process.</summary>
public sealed class InMemoryApiKeyStore : IApiKeyStore
{
    private readonly ConcurrentDictionary<string, ApiKey> _keys = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Task<ApiKey?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_keys.GetValueOrDefault(id));

    /// <inheritdoc />
    public Task<IReadOnlyList<ApiKey>> ListAsync(string tenant, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<ApiKey>>(
            [.. _keys.Values.Where(one => one.Tenant == tenant).OrderBy(one => one.CreatedAt).ThenBy(one => one.Id, StringComparer.Ordinal)]
        );

    /// <inheritdoc />
    public Task<ApiKey> AddAsync(ApiKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var stored = key with { Version = 1 };
        return _keys.TryAdd(key.Id, stored)
            ? Task.FromResult(stored)
            : throw new InvalidOperationException($"A key with the id '{key.Id}' is stored already.");
    }

    /// <inheritdoc />
    public Task<ApiKey?> TryReplaceAsync(ApiKey key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(key);
        var next = key with { Version = key.Version + 1 };
        var replaced =
            _keys.TryGetValue(key.Id, out var stored) && stored.Version == key.Version && _keys.TryUpdate(key.Id, next, stored);
        return Task.FromResult(replaced ? next : null);
    }
}
