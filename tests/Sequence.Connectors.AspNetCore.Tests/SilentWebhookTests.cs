using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sequence.Connectors.QuickBooks;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore.Tests;

/// <summary>QuickBooks has no API for subscriptions: that its webhooks do not come shows in what they did not tell.</summary>
public sealed class SilentWebhookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_change_that_no_webhook_told_of_is_a_problem_until_one_comes()
    {
        await using var world = await WorldAsync();
        using var browser = world.Browser();
        var (connection, invoice) = await SentAsync(world, browser);
        await PayUntoldAsync(world, invoice, Duration.FromHours(4));

        var problem = Assert.Single((await EndpointWorld.GetAsync(browser, "/connectors/problems"))!.AsArray())!;

        var reason = problem["problems"]![0]!;
        Assert.Single(world.Books.Payments);
        Assert.Equal(("webhook.silent", "Engineer"), ((string?)reason["code"], (string?)problem["fixedBy"]));
        Assert.Contains("https://host.example/connectors/webhooks/quickbooks", (string)reason["fix"]!, StringComparison.Ordinal);
        Assert.StartsWith("https://developer.intuit.com/", (string)reason["link"]!, StringComparison.Ordinal);
        Assert.Equal("webhook.silent", (string?)(await WebhooksAsync(browser, connection))["problem"]!["code"]);
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(world));

        using var told = await DeliverAsync(world);

        Assert.Empty((await EndpointWorld.GetAsync(browser, "/connectors/problems"))!.AsArray());
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(world));
        var webhooks = await WebhooksAsync(browser, connection);
        Assert.Null(webhooks["problem"]);
        Assert.Equal(world.Server.Clock.GetUtcNow(), (DateTimeOffset)webhooks["lastAt"]!, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public async Task Where_nothing_changed_a_silence_is_only_quiet()
    {
        await using var world = await WorldAsync();
        using var browser = world.Browser();
        var (connection, _) = await SentAsync(world, browser);
        world.QuickBooks.Webhooks.Lose();

        await LaterAsync(world, Duration.FromDays(2));

        Assert.Empty((await EndpointWorld.GetAsync(browser, "/connectors/problems"))!.AsArray());
        var webhooks = await WebhooksAsync(browser, connection);
        Assert.Equal((true, null, null), ((bool)webhooks["isAwaited"]!, webhooks["lastAt"], webhooks["problem"]));
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(world));
    }

    [Fact]
    public async Task A_change_so_young_that_its_webhook_may_still_come_is_none()
    {
        await using var world = await WorldAsync();
        using var browser = world.Browser();
        var (_, invoice) = await SentAsync(world, browser);
        await LaterAsync(world, Duration.FromMinutes(150));

        await PayUntoldAsync(world, invoice, Duration.FromMinutes(40));

        Assert.Single(world.Books.Payments);
        Assert.Empty((await EndpointWorld.GetAsync(browser, "/connectors/problems"))!.AsArray());
    }

    [Fact]
    public async Task A_webhook_that_came_since_shows_that_they_come()
    {
        await using var world = await WorldAsync();
        using var browser = world.Browser();
        var (_, invoice) = await SentAsync(world, browser);
        world.QuickBooks.Company.ReceivePayment(invoice, 100m);
        world.QuickBooks.Webhooks.Lose();
        ((SimulatedClock)world.Server.Clock).Advance(TimeSpan.FromMinutes(90));
        using var told = await DeliverAsync(world);

        await LaterAsync(world, Duration.FromHours(3));

        Assert.Single(world.Books.Payments);
        Assert.Empty((await EndpointWorld.GetAsync(browser, "/connectors/problems"))!.AsArray());
    }

    [Fact]
    public async Task An_app_without_a_secret_does_without_webhooks_by_choice()
    {
        await using var world = await WorldAsync(quickbooks => quickbooks.Apps["sandbox"].WebhookSecrets.Clear());
        using var browser = world.Browser();
        var (connection, invoice) = await SentAsync(world, browser);

        await PayUntoldAsync(world, invoice, Duration.FromHours(4));

        Assert.Single(world.Books.Payments);
        Assert.Empty((await EndpointWorld.GetAsync(browser, "/connectors/problems"))!.AsArray());
        Assert.False((bool)(await WebhooksAsync(browser, connection))["isAwaited"]!);
    }

    [Fact]
    public async Task A_connection_that_was_ended_awaits_no_webhook()
    {
        await using var world = await WorldAsync();
        using var browser = world.Browser();
        var (connection, invoice) = await SentAsync(world, browser);
        await PayUntoldAsync(world, invoice, Duration.FromHours(4));
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(world));

        await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/disconnect");

        Assert.Equal(HealthStatus.Healthy, await HealthAsync(world));

        // The engine finds that it cannot be opened.
        ((SimulatedClock)world.Server.Clock).Advance(TimeSpan.FromHours(4));
        await world.Engine.RunDueAsync(Token);
        Assert.Empty((await EndpointWorld.GetAsync(browser, "/connectors/problems"))!.AsArray());
    }

    private static Task<EndpointWorld> WorldAsync(Action<QuickBooksOptions>? change = null) =>
        EndpointWorld.StartAsync(
            services => services.AddHealthChecks().AddSequenceConnectors(),
            connectors: builder => builder.AddQuickBooks(quickbooks => change?.Invoke(quickbooks)));

    private static async Task<(Connection Connection, string Invoice)> SentAsync(EndpointWorld world, HttpClient browser)
    {
        var connection = await world.ConnectAsync(browser);
        var customer = world.Books.Customers["C-1"] = new() { Id = "C-1", Name = "One", Currency = CurrencyCode.Parse("USD") };
        await world.Engine.Publisher.PublishAsync("tenant-1", customer, HostEvent.Saved, cancellationToken: Token);
        await world.Engine.Publisher.PublishAsync("tenant-1", world.Books.Add("I-1", "C-1"), HostEvent.Finalized, cancellationToken: Token);
        await world.RunAsync();

        // QuickBooks tells times by the second.
        ((SimulatedClock)world.Server.Clock).Advance(TimeSpan.FromMinutes(5));
        var links = await world.Engine.Links.FindAsync(connection.Id, new(RecordType.Of<Invoice>(), "I-1"), Token);
        return (connection, Assert.Single(links).ExternalId);
    }

    private static async Task PayUntoldAsync(EndpointWorld world, string invoice, Duration later)
    {
        world.QuickBooks.Company.ReceivePayment(invoice, 100m);
        world.QuickBooks.Webhooks.Lose();
        await LaterAsync(world, later);
    }

    private static async Task LaterAsync(EndpointWorld world, Duration time)
    {
        ((SimulatedClock)world.Server.Clock).Advance(time.ToTimeSpan());
        await world.RunAsync();
    }

    private static Task<HttpResponseMessage> DeliverAsync(EndpointWorld world)
    {
        world.QuickBooks.Company.AddCustomer("Told Of");
        return world.DeliverAsync(world.QuickBooks.Webhooks.TakeNext()!);
    }

    private static async Task<JsonNode> WebhooksAsync(HttpClient browser, Connection connection) =>
        (await EndpointWorld.GetAsync(browser, $"/connectors/connections/{connection.Id}"))!["webhooks"]!;

    private static async Task<HealthStatus> HealthAsync(EndpointWorld world) =>
        (await world.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Token)).Status;
}
