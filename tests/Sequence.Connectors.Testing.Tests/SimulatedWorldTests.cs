using System.Text.Json.Nodes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Testing.Tests;

public sealed class SimulatedWorldTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-26")]
    public async Task Connects_the_account_that_is_asked_for()
    {
        await using var world = await SimulatedWorld.StartAsync(AddHost, cancellationToken: Token);
        var other = world.Simulators.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedKingdom);

        var connection = await world.ConnectAsync(
            "acme",
            "quickbooks",
            settings => settings.With("items.default", "3"),
            other.RealmId,
            Token
        );

        Assert.Equal((other.RealmId, "acme", "3"), (connection.AccountId, connection.Tenant, connection.Settings.Find("items.default")));
    }

    [Fact]
    public async Task Says_that_a_host_was_not_given_the_worlds_addresses()
    {
        await using var world = await SimulatedWorld.StartAsync(
            (services, _) =>
                services.AddSequenceConnectors(connectors =>
                    connectors.AddQuickBooks(quickbooks =>
                        quickbooks.App(
                            "sandbox",
                            app =>
                            {
                                (app.Environment, app.ClientId, app.ClientSecret) = (
                                    ConnectorEnvironment.Sandbox,
                                    "client",
                                    "secret"
                                );
                            }
                        )
                    )
                ),
            cancellationToken: Token
        );

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            world.ConnectAsync("acme", "quickbooks", cancellationToken: Token)
        );

        Assert.Contains("appcenter.intuit.com", error.Message, StringComparison.Ordinal);
        Assert.Contains("world's configuration", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Behaviour", "S1-26")]
    public async Task Lists_what_is_stuck_when_the_engine_does_not_come_to_rest()
    {
        await using var world = await StartAsync();
        world.Simulators.QuickBooks.Faults.Next(SimulatedFaultKind.Unavailable, times: 100_000);
        await PublishAsync(world, "C-1");

        var error = await Assert.ThrowsAsync<TimeoutException>(() => world.RunUntilQuietAsync(Duration.FromMinutes(5), Token));

        Assert.Contains("Upsert Customer 'C-1'", error.Message, StringComparison.Ordinal);
        Assert.Contains("call.", error.Message, StringComparison.Ordinal);
        Assert.Contains("next attempt", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_quiet_when_only_a_person_can_help()
    {
        await using var world = await StartAsync();
        world.Simulators.QuickBooks.RevokeGrant();
        world.Simulators.QuickBooks.ExpireAccessTokens();
        await PublishAsync(world, "C-1");

        await world.RunUntilQuietAsync(cancellationToken: Token);

        var problem = Assert.Single(await world.Engine.Problems.ListAsync(cancellationToken: Token));
        Assert.Equal((FixedBy.Tenant, "C-1"), (problem.FixedBy, problem.LocalId));
        var connection = (await world.Services.GetRequiredService<IConnectionStore>().ListAsync("acme", Token))[0];
        await world.ConnectAsync("acme", "quickbooks", cancellationToken: Token);
        await world.Engine.ResumeAsync(connection.Id, Token);
        await world.RunUntilQuietAsync(cancellationToken: Token);
        Assert.Empty(await world.Engine.Problems.ListAsync(cancellationToken: Token));
    }

    [Fact]
    [Trait("Behaviour", "S1-26")]
    public async Task A_host_that_is_started_anew_finds_its_stores_as_they_were()
    {
        await using var world = await StartAsync();
        await PublishAsync(world, "C-1");
        var before = world.Services;

        await world.RestartAsync(Token);
        await world.RunUntilQuietAsync(cancellationToken: Token);

        Assert.NotSame(before, world.Services);
        Assert.Single(world.Simulators.QuickBooks.Company.Customers, one => (string?)one["DisplayName"] == "Customer C-1");
    }

    [Fact]
    public async Task A_sweep_finds_what_no_webhook_told()
    {
        await using var world = await StartAsync();
        await PublishAsync(world, "C-1");
        await world.SettleAsync(Token);
        var company = world.Simulators.QuickBooks.Company;
        var customer = Assert.Single(company.Customers, one => (string?)one["DisplayName"] == "Customer C-1");
        company.UpdateCustomer((string)customer["Id"]!, new() { ["PrimaryPhone"] = new JsonObject { ["FreeFormNumber"] = "555-0100" } });
        Assert.NotEmpty(world.Simulators.QuickBooks.Webhooks.Lose());

        await world.SettleAsync(Token);
        Assert.Empty(world.Services.GetRequiredService<Told>().Phones);
        await world.SweepAsync(Token);

        Assert.Equal(["555-0100"], world.Services.GetRequiredService<Told>().Phones);
    }

    [Fact]
    [Trait("Behaviour", "S1-26")]
    public async Task Works_with_a_host_that_builds_its_services_itself()
    {
        await using var world = await SimulatedWorld.StartAsync(Token);
        Assert.Throws<InvalidOperationException>(() => world.Services);
        var services = new ServiceCollection();
        AddHost(services, world.Configuration);
        world.Configure(services);
        await using var host = services.BuildServiceProvider();
        world.Attach(host);

        await world.ConnectAsync("acme", "quickbooks", cancellationToken: Token);
        await PublishAsync(world, "C-1");
        await world.RunUntilQuietAsync(cancellationToken: Token);

        Assert.Single(world.Simulators.QuickBooks.Company.Customers, one => (string?)one["DisplayName"] == "Customer C-1");
        await Assert.ThrowsAsync<InvalidOperationException>(() => world.RestartAsync(Token));
    }

    [Fact]
    public async Task Refuses_a_clock_that_it_cannot_drive() => await Assert.ThrowsAsync<ArgumentException>(
        () => SimulatedWorld.StartAsync(AddHost, new() { Clock = TimeProvider.System }, Token));

    private static async Task<SimulatedWorld> StartAsync()
    {
        var world = await SimulatedWorld.StartAsync(AddHost, cancellationToken: Token);
        await world.ConnectAsync("acme", "quickbooks", cancellationToken: Token);
        return world;
    }

    private static void AddHost(IServiceCollection services, IConfiguration configuration) => services
        .AddSingleton<Told>()
        .AddSequenceConnectors(connectors => connectors
            .AddQuickBooks(configuration.GetSection("QuickBooks"))
            .AddSync(sync => sync.React<RecordChanged<Customer>, Told.Reaction>()));

    private static Task PublishAsync(SimulatedWorld world, string id) =>
        world.Engine.Publisher.PublishAsync(
            "acme",
            new Customer { Id = id, Name = $"Customer {id}" },
            HostEvent.Saved,
            cancellationToken: Token
        );

    private sealed class Told
    {
        public List<string?> Phones { get; } = [];

        public sealed class Reaction(Told told) : IReaction<RecordChanged<Customer>>
        {
            public Task ReactAsync(RecordChanged<Customer> change, CancellationToken cancellationToken)
            {
                told.Phones.Add(change.Current.Phone);
                return Task.CompletedTask;
            }
        }
    }
}
