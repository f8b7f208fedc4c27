namespace Sequence.Connectors.EntityFrameworkCore.Tests;

public sealed class RegistrationTests : IAsyncLifetime
{
    private readonly HostDatabase _database = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Theory]
    [InlineData("context")]
    [InlineData("pool")]
    [InlineData("factory")]
    [InlineData("pooled factory")]
    public async Task A_host_registers_its_context_as_it_likes(string way)
    {
        var host = await _database.OpenAsync((services, options) => _ = way switch
        {
            "context" => services.AddDbContext<HostContext>(options),
            "pool" => services.AddDbContextPool<HostContext>(options),
            "factory" => services.AddDbContextFactory<HostContext>(options),
            _ => services.AddPooledDbContextFactory<HostContext>(options).AddScoped(provider =>
                provider.GetRequiredService<IDbContextFactory<HostContext>>().CreateDbContext()),
        });
        await using var scope = host.CreateAsyncScope();

        // Twice, because a pool gives the same context again.
        for (var round = 0; round < 2; round++)
        {
            var result = await scope.ServiceProvider.GetRequiredService<ISyncTransaction>().RunAsync(
                _ =>
                {
                    scope.ServiceProvider.GetRequiredService<HostContext>().AddPublications(Samples.Publication());
                    return Task.FromResult(Samples.Commit);
                },
                Cancellation);

            Assert.Equal(CommitResult.Stored, result);
            Assert.Equal(round + 1, (await host.GetRequiredService<ISyncStore>().ReadPublicationsAsync(10, Cancellation)).Count);
            Assert.True(
                await host.GetRequiredService<SyncSignal>()
                    .WaitAsync(Duration.FromMilliseconds(20), TimeProvider.System, Cancellation)
            );
        }
    }

    [Fact]
    public async Task Our_stores_may_be_registered_before_the_hosts_context()
    {
        var services = new ServiceCollection();
        services.AddSequenceConnectors(connectors => connectors.UseEntityFrameworkStores<HostContext>().UseSecretKeys(new byte[32]));
        services.AddDbContext<HostContext>(_database.UseFile);
        await using var host = services.BuildServiceProvider();
        await using var scope = host.CreateAsyncScope();
        var context = scope.ServiceProvider.GetRequiredService<HostContext>();
        await context.Database.EnsureCreatedAsync(Cancellation);

        context.AddPublications(Samples.Publication());
        await context.SaveChangesAsync(Cancellation);

        Assert.True(
            await host.GetRequiredService<SyncSignal>()
                .WaitAsync(Duration.FromMilliseconds(20), TimeProvider.System, Cancellation)
        );
    }

    [Fact]
    public async Task Tokens_are_not_stored_without_a_key()
    {
        var services = new ServiceCollection();
        services.AddDbContext<HostContext>(_database.UseFile);
        services.AddSequenceConnectors(connectors => connectors.UseEntityFrameworkStores<HostContext>());
        await using var host = services.BuildServiceProvider();

        var failure = Assert.Throws<ConnectorException>(() => host.GetRequiredService<IGrantStore>());

        Assert.Equal(ConnectorErrorKind.Configuration, failure.Kind);
        Assert.Contains("UseSecretKeys", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Secrets_do_not_stand_in_the_database_and_cannot_be_moved_to_another_row()
    {
        var host = await _database.OpenAsync();
        var grants = host.GetRequiredService<IGrantStore>();
        await grants.AddAsync(
            new()
            {
                Id = "g-1",
                Connector = "c",
                App = "a",
                AccessToken = new("very-secret"),
                RefreshToken = new("more-secret"),
            },
            Cancellation
        );
        await grants.AddAsync(
            new()
            {
                Id = "g-2",
                Connector = "c",
                App = "a",
                AccessToken = new("other"),
            },
            Cancellation
        );
        await using var connection = await _database.ConnectAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT AccessToken || RefreshToken FROM connectors_Grants WHERE Id = 'g-1'";
        Assert.DoesNotContain("secret", (string)(await command.ExecuteScalarAsync(Cancellation))!, StringComparison.Ordinal);

        command.CommandText =
            "UPDATE connectors_Grants SET AccessToken = (SELECT AccessToken FROM connectors_Grants WHERE Id = 'g-1') WHERE Id = 'g-2'";
        await command.ExecuteNonQueryAsync(Cancellation);

        await Assert.ThrowsAnyAsync<System.Security.Cryptography.CryptographicException>(() => grants.FindAsync("g-2", Cancellation));
    }
}
