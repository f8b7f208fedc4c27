namespace Sequence.Connectors.EntityFrameworkCore.Sqlite.Tests;

/// <summary>What docs/storing.md shows, run.</summary>
public sealed class DocumentedSetupTests : IAsyncLifetime
{
    private readonly SqliteFile _file = new();

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Fact]
    public async Task A_host_keeps_everything_in_one_file()
    {
        var (services, file, keyFromVault) = (new ServiceCollection(), _file.ConnectionString, new byte[32]);
        #region store-in-sqlite
        services.AddSequenceConnectors(connectors => connectors
            .AddSync()
            .UseSqliteStores(file)
            .UseSecretKeys(keyFromVault));
        #endregion
        await using var host = services.BuildServiceProvider();
        await SqliteFile.StartAsync(host);

        Assert.Empty(await host.GetRequiredService<ISyncStore>().ReadPublicationsAsync(10, TestContext.Current.CancellationToken));
    }
}
