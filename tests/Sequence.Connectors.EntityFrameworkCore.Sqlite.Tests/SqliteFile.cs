using Microsoft.Extensions.Hosting;

namespace Sequence.Connectors.EntityFrameworkCore.Sqlite.Tests;

/// <summary>A SQLite file with the tables, and the services of a host that keeps its stores in it. Deleted at the end.</summary>
internal sealed class SqliteFile : IAsyncDisposable
{
    public static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(one => (byte)one)];

    private static readonly Lazy<Task<byte[]>> Migrated = new(MigrateAsync);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sequence-");
    private readonly List<ServiceProvider> _hosts = [];

    public string ConnectionString => $"Data Source={Path};Pooling=False";

    private string Path => System.IO.Path.Combine(_folder.FullName, "connectors.db");

    /// <summary>A store of a host on the file, whose tables are there.</summary>
    public async ValueTask<TStore> OpenAsync<TStore>()
        where TStore : notnull
    {
        await File.WriteAllBytesAsync(Path, await Migrated.Value);
        return Open().GetRequiredService<TStore>();
    }

    /// <summary>The services of a host on the file.</summary>
    public IServiceProvider Open(Action<IServiceCollection>? add = null)
    {
        var services = new ServiceCollection();
        add?.Invoke(services);
        services.AddSequenceConnectors(connectors => connectors.UseSqliteStores(ConnectionString).UseSecretKeys(Key));
        var host = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        _hosts.Add(host);
        return host;
    }

    /// <summary>What lies on the disk: the file and its log.</summary>
    public IEnumerable<byte[]> Contents()
    {
        foreach (var file in _folder.EnumerateFiles())
        {
            using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            yield return bytes;
        }
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _hosts)
        {
            await host.DisposeAsync();
        }

        _folder.Delete(recursive: true);
    }

    private static async Task<byte[]> MigrateAsync()
    {
        await using var file = new SqliteFile();
        await StartAsync(file.Open());
        return await File.ReadAllBytesAsync(file.Path);
    }

    /// <summary>Starts the host's services, as a host does: the tables are made.</summary>
    public static async Task StartAsync(IServiceProvider host)
    {
        foreach (var service in host.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await service.StartingAsync(TestContext.Current.CancellationToken);
        }
    }
}
