namespace Sequence.Connectors;

/// <summary>
/// Keeps connections. You must make a change durable before you say that it succeeded, let at most one of several processes
/// replace a given version, and keep at most one connection for a tenant, entity, connector, environment and account (see
/// <see cref="Connection.IsSameAccountAs"/>): a unique index, where the store has them.
/// </summary>
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
    /// <returns>
    /// The connection that is stored: another one than was given, and nothing was added, where the same account was connected
    /// already, such as by a second consent at the same moment.
    /// </returns>
    /// <exception cref="InvalidOperationException">A connection with the id exists.</exception>
    Task<Connection> AddAsync(Connection connection, CancellationToken cancellationToken);

    /// <summary>
    /// Replaces the connection if its stored version equals the given one, and gives it the next version; null when nothing was
    /// stored, because another change came first or another connection is for the same account and entity.
    /// </summary>
    Task<Connection?> TryReplaceAsync(Connection connection, CancellationToken cancellationToken);
}
