using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.EntityFrameworkCore;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Benchmarks;

/// <summary>A SQLite file with the tables of our stores and nothing in them, opened by the stores or by hand.</summary>
internal sealed class StoreFile : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sequence-benchmarks-");
    private readonly ServiceProvider _host;

    private StoreFile()
    {
        var services = new ServiceCollection();
        services.AddSequenceConnectors(connectors => connectors.UseSqliteStores(ConnectionString));
        _host = services.BuildServiceProvider();
    }

    public ISyncStore Store => _host.GetRequiredService<ISyncStore>();

    private string ConnectionString => $"Data Source={Path.Combine(_folder.FullName, "stores.db")}";

    public static async Task<StoreFile> CreateAsync(CancellationToken cancellationToken)
    {
        var file = new StoreFile();
        await using var context = await file.OpenContextAsync(cancellationToken);
        await context.Database.MigrateAsync(cancellationToken);
        return file;
    }

    public Task<SequenceConnectorsDbContext> OpenContextAsync(CancellationToken cancellationToken) =>
        _host.GetRequiredService<IDbContextFactory<SequenceConnectorsDbContext>>().CreateDbContextAsync(cancellationToken);

    /// <summary>A connection set up as the stores set theirs up.</summary>
    public async Task<SqliteConnection> ConnectAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var setup = connection.CreateCommand();
        setup.CommandText = "PRAGMA synchronous = FULL";
        await setup.ExecuteNonQueryAsync(cancellationToken);
        return connection;
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
