namespace Quickstart;

/// <summary>
/// Keeps connections in one file. A host keeps them in a table, and replaces a row only where its version still is the one that
/// was read.
/// </summary>
internal sealed class FileConnectionStore(StateFolder folder) : IConnectionStore
{
    private const string Name = "connections.json";
    private readonly Lock _gate = new();

    public Task<Connection?> FindAsync(string id, CancellationToken cancellationToken) => Task.FromResult(All().Find(one => one.Id == id));

    public Task<IReadOnlyList<Connection>> ListAsync(string tenant, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Connection>>(All().FindAll(one => one.Tenant == tenant));

    public Task<IReadOnlyList<Connection>> ListByGrantAsync(string grantId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Connection>>(All().FindAll(one => one.GrantId == grantId));

    public Task<IReadOnlyList<Connection>> ListByAccountAsync(string connector, string accountId, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Connection>>(All().FindAll(one => one.Connector == connector && one.AccountId == accountId));

    public Task<Connection> AddAsync(Connection connection, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var stored = connection with { Version = 1 };
            var all = All();
            if (all.Exists(one => one.Id == connection.Id))
            {
                throw new InvalidOperationException($"A connection with the id '{connection.Id}' exists.");
            }

            if (all.Find(one => one.IsSameAccountAs(connection)) is { } same)
            {
                return Task.FromResult(same);
            }

            Save([.. all, stored]);
            return Task.FromResult(stored);
        }
    }

    public Task<Connection?> TryReplaceAsync(Connection connection, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            var all = All();
            var index = all.FindIndex(one => one.Id == connection.Id && one.Version == connection.Version);
            if (index < 0 || all.Exists(one => one.Id != connection.Id && one.IsSameAccountAs(connection)))
            {
                return Task.FromResult<Connection?>(null);
            }

            all[index] = connection with { Version = connection.Version + 1 };
            Save(all);
            return Task.FromResult<Connection?>(all[index]);
        }
    }

    private List<Connection> All() => folder.Read(Name, Files.Connections) ?? [];

    private void Save(List<Connection> connections) => folder.Write(Name, connections, Files.Connections);
}
