using System.Globalization;
using NodaTime;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.StoreProcess;

namespace Sequence.Connectors.EntityFrameworkCore.Sqlite.Tests;

public sealed class TwoProcessTests : IAsyncLifetime
{
    private const int Times = 100;

    private readonly SqliteFile _file = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Fact]
    public async Task Two_processes_renew_one_grant_again_and_again_and_no_token_is_lost()
    {
        var grants = await _file.OpenAsync<IGrantStore>();
        await grants.AddAsync(
            new()
            {
                Id = "g-1",
                Connector = "c",
                App = "a",
                AccessToken = new("first-0"),
                RefreshToken = new("0"),
            },
            Cancellation
        );
        using var second = await SecondProcess.StartAsync(_file, "renew", "g-1", $"{Times}");

        await second.GoAsync();
        await Renewing.RunAsync(grants, "g-1", "first", Times, Cancellation);

        Assert.Equal("done", await second.ReadAsync());
        var grant = await grants.FindAsync("g-1", Cancellation);
        Assert.Equal((2 * Times, 1 + (2 * Times)), (int.Parse(grant!.RefreshToken!.Reveal(), CultureInfo.InvariantCulture), grant.Version));
    }

    [Fact]
    public async Task Two_processes_refresh_one_grant_at_a_system_that_rotates_its_tokens_and_nobody_has_to_connect_again()
    {
        const int Reads = 15;
        await using var server = await SimulatorServer.StartAsync(new() { Clock = TimeProvider.System }, Cancellation);
        server.QuickBooks.RotateOnEveryRefresh = true;
        var grants = await _file.OpenAsync<IGrantStore>();
        await using var host = StoreHost.Build(_file.ConnectionString, SqliteFile.Key, server.Address);
        var connectors = host.GetRequiredService<SequenceConnectors>();
        var request = new ConnectRequest
        {
            Connector = "quickbooks",
            App = "sandbox",
            Tenant = "tenant-1",
            RedirectUri = new("https://host.example/callback"),
        };
        var page = await connectors.BeginConnectAsync(request, Cancellation);
        var approved = server.QuickBooks.Approve(page, server.QuickBooks.Company.RealmId);
        var connection = (await connectors.CompleteConnectAsync(approved, Cancellation))[0];
        var first = (await grants.FindAsync(connection.GrantId, Cancellation))!;
        using var second = await SecondProcess.StartAsync(_file, "read", $"{server.Address}", connection.Id, $"{Reads}");

        await second.GoAsync();
        await Reading.RunAsync(host, connection.Id, Reads, Cancellation);

        Assert.Equal("done", await second.ReadAsync());
        var grant = (await grants.FindAsync(connection.GrantId, Cancellation))!;
        Assert.Equal((GrantState.Active, null), (grant.State, grant.Refreshing));
        Assert.NotEqual(first.RefreshToken!.Reveal(), grant.RefreshToken!.Reveal());
        Assert.True(server.QuickBooks.Usage.Requests["token"] > Reads);
        await Reading.RunAsync(host, connection.Id, 1, Cancellation);
    }

    [Fact]
    public async Task Another_process_takes_an_expired_lease_over_and_the_first_stores_nothing_more()
    {
        var store = await _file.OpenAsync<ISyncStore>();
        var now = Instant.FromUtc(2026, 3, 1, 10, 0);
        var lease = await store.AcquireAsync("connection-1", "first", now, Duration.FromMinutes(1), Cancellation);

        Assert.Equal("none", await AcquireElsewhereAsync(now));
        Assert.Equal("2", await AcquireElsewhereAsync(now + Duration.FromMinutes(1)));
        Assert.Equal(CommitResult.LeaseLost, await store.CommitAsync(new() { At = now, Lease = lease }, Cancellation));
    }

    private async Task<string?> AcquireElsewhereAsync(Instant now)
    {
        using var second = await SecondProcess.StartAsync(_file, "acquire", "connection-1", $"{now.ToUnixTimeTicks()}");
        await second.GoAsync();
        return await second.ReadAsync();
    }
}
