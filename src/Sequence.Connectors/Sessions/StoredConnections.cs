namespace Sequence.Connectors;

/// <summary>Finds and changes connections, whoever else changes them at the same time.</summary>
internal sealed class StoredConnections(IConnectionStore store)
{
    public async Task<Connection> ReplaceAsync(
        Connection connection,
        Func<Connection, Connection> change,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            if (await store.TryReplaceAsync(change(connection), cancellationToken).ConfigureAwait(false) is { } replaced)
            {
                return replaced;
            }

            var current = await GetAsync(connection.Id, cancellationToken).ConfigureAwait(false);
            connection =
                current.Version != connection.Version
                    ? current
                    : throw new ConnectorException(
                        ConnectorErrorKind.Conflict,
                        $"Another connection is to the account '{connection.AccountId}' for the same entity. Look at the tenant's connections and try again."
                    )
                    {
                        Connector = connection.Connector,
                        ConnectionId = connection.Id,
                    };
        }
    }

    public async Task<Connection> GetAsync(string id, CancellationToken cancellationToken) =>
        await store.FindAsync(id, cancellationToken).ConfigureAwait(false)
        ?? throw new ConnectorException(ConnectorErrorKind.Configuration, $"There is no connection with the id '{id}'.");
}
