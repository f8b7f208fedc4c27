using Microsoft.Data.Sqlite;

namespace Sequence.Connectors.EntityFrameworkCore.Tests;

/// <summary>
/// A host's database in a SQLite file, and services of hosts on it, each with its way of registering its context. Deleted at the
/// end.
/// </summary>
internal sealed class HostDatabase : IAsyncDisposable
{
    private static readonly byte[] Key = new byte[32];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sequence-host-");
    private readonly List<ServiceProvider> _hosts = [];

    public string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "host.db")};Pooling=False";

    /// <summary>A host that registers its context, then our stores over it.</summary>
    public async Task<ServiceProvider> OpenAsync(Action<IServiceCollection, Action<DbContextOptionsBuilder>>? register = null)
    {
        var services = new ServiceCollection();
        (register ?? ((all, options) => all.AddDbContext<HostContext>(options)))(services, UseFile);
        services.AddSequenceConnectors(connectors => connectors.UseEntityFrameworkStores<HostContext>().UseSecretKeys(Key));
        var host = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        _hosts.Add(host);
        await using var context = new HostContext(Options());
        await context.Database.EnsureCreatedAsync();
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    public async Task<SqliteConnection> ConnectAsync()
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    public void UseFile(DbContextOptionsBuilder options) =>
        options.UseSqlite(ConnectionString, sqlite => sqlite.ExecutionStrategy(dependencies => new FlakyStrategy(dependencies)));

    private DbContextOptions<HostContext> Options()
    {
        var options = new DbContextOptionsBuilder<HostContext>();
        UseFile(options);
        return options.Options;
    }
}
