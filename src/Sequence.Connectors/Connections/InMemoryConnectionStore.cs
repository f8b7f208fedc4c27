using System.Collections.Concurrent;

namespace Sequence.Connectors;

/// <summary>Keeps connections in memory: for tests and first steps. They are gone with the process.</summary>
public sealed class InMemoryConnectionStore : IConnectionStore
{
    private readonly ConcurrentDictionary<string, Connection> _connections = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Task<Connection?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_connections.GetValueOrDefault(id));

    /// <inheritdoc />
    public Task<IReadOnlyList<Connection>> ListAsync(string tenant, CancellationToken cancellationToken) => List(one => one.Tenant == tenant);

    /// <inheritdoc />
    public Task<IReadOnlyList<Connection>> ListByGrantAsync(string grantId, CancellationToken cancellationToken) => List(one => one.GrantId == grantId);

    /// <inheritdoc />
    public Task<IReadOnlyList<Connection>> ListByAccountAsync(string connector, string accountId, CancellationToken cancellationToken) =>
        List(one => one.Connector == connector && one.AccountId == accountId);

    /// <inheritdoc />
    public Task<Connection> AddAsync(Connection connection, CancellationToken cancellationToken)
    {
        var stored = connection with { Version = 1 };
        return _connections.TryAdd(connection.Id, stored)
            ? Task.FromResult(stored)
            : throw new InvalidOperationException($"A connection with the id '{connection.Id}' is stored already.");
    }

    /// <inheritdoc />
    public Task<Connection?> TryReplaceAsync(Connection connection, CancellationToken cancellationToken)
    {
        var next = connection with { Version = connection.Version + 1 };
        var replaced = _connections.TryGetValue(connection.Id, out var stored)
            && stored.Version == connection.Version
            && _connections.TryUpdate(connection.Id, next, stored);
        return Task.FromResult(replaced ? next : null);
    }

    private Task<IReadOnlyList<Connection>> List(Func<Connection, bool> matches) =>
        Task.FromResult<IReadOnlyList<Connection>>([.. _connections.Values.Where(matches).OrderBy(one => one.Id, StringComparer.Ordinal)]);
}
