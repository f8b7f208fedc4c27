namespace Sequence.Connectors;

/// <summary>Keeps connections. You must make a change durable before you say that it succeeded, and let at most one of several processes replace a given version.</summary>
public interface IConnectionStore
{
    /// <summary>The connection with an id as it stands now; null when there is none.</summary>
    Task<Connection?> FindAsync(string id, CancellationToken cancellationToken);

    /// <summary>All connections of a tenant, of every entity, system and environment, in any state.</summary>
    Task<IReadOnlyList<Connection>> ListAsync(string tenant, CancellationToken cancellationToken);

    /// <summary>All connections that use a grant, in any state.</summary>
    Task<IReadOnlyList<Connection>> ListByGrantAsync(string grantId, CancellationToken cancellationToken);

    /// <summary>All connections to an account, of every tenant, in any state: whom a webhook of the account is for.</summary>
    Task<IReadOnlyList<Connection>> ListByAccountAsync(string connector, string accountId, CancellationToken cancellationToken);

    /// <summary>Keeps a new connection as version 1.</summary>
    /// <exception cref="InvalidOperationException">A connection with the id exists.</exception>
    Task<Connection> AddAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the connection if its stored version equals the given one, and gives it the next version; null when another change came first and nothing was stored.
    /// </summary>
    Task<Connection?> TryReplaceAsync(Connection connection, CancellationToken cancellationToken);
}
