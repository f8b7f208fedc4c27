namespace Sequence.Connectors;

/// <summary>Keeps connections in memory: for tests and first steps. They are gone with the process.</summary>
public sealed class InMemoryConnectionStore : IConnectionStore
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Connection> _connections = new(StringComparer.Ordinal);

    /// <inheritdoc />
    public Task<Connection?> FindAsync(string id, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            return Task.FromResult(_connections.GetValueOrDefault(id));
        }
    }

    /// <inheritdoc />
    public Task<IReadOnlyList<Connection>> ListAsync(string tenant, CancellationToken cancellationToken) =>
        List(one => one.Tenant == tenant);

    /// <inheritdoc />
    public Task<IReadOnlyList<Connection>> ListByGrantAsync(string grantId, CancellationToken cancellationToken) =>
        List(one => one.GrantId == grantId);

    /// <inheritdoc />
    public Task<IReadOnlyList<Connection>> ListByAccountAsync(string connector, string accountId, CancellationToken cancellationToken) =>
        List(one => one.Connector == connector && one.AccountId == accountId);

    /// <inheritdoc />
    public Task<Connection> AddAsync(Connection connection, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_connections.ContainsKey(connection.Id))
            {
                throw new InvalidOperationException($"A connection with the id '{connection.Id}' is stored already.");
            }

            return Task.FromResult(SameAccount(connection) ?? (_connections[connection.Id] = connection with { Version = 1 }));
        }
    }

    /// <inheritdoc />
    public Task<Connection?> TryReplaceAsync(Connection connection, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            var mayReplace =
                _connections.TryGetValue(connection.Id, out var stored)
                && stored.Version == connection.Version
                && SameAccount(connection) is null;
            return Task.FromResult(
                mayReplace ? _connections[connection.Id] = connection with { Version = connection.Version + 1 } : null
            );
        }
    }

    private Connection? SameAccount(Connection connection) =>
        _connections.Values.FirstOrDefault(one => one.Id != connection.Id && one.IsSameAccountAs(connection));

    private Task<IReadOnlyList<Connection>> List(Func<Connection, bool> matches)
    {
        lock (_lock)
        {
            return Task.FromResult<IReadOnlyList<Connection>>(
                [.. _connections.Values.Where(matches).OrderBy(one => one.Id, StringComparer.Ordinal)]
            );
        }
    }
}
