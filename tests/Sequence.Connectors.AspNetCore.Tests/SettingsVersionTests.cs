using System.Text.Json.Nodes;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore.Tests;

public sealed class SettingsVersionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_draft_is_tried_on_the_last_records_put_into_force_and_gone_back_from()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        await PublishAsync(world);
        var path = $"/connectors/connections/{connection.Id}/settings/versions";
        var sent = world.QuickBooks.Company.Invoices.Count;

        var draft = await EndpointWorld.PostAsync(browser, path, Settings());
        var trial = (await EndpointWorld.PostAsync(browser, $"{path}/{draft!["number"]}/try"))!.AsArray();
        var untouched = (await world.Connections.FindAsync(connection.Id, Token))!.Settings;
        var active = await EndpointWorld.PostAsync(browser, $"{path}/{draft["number"]}/activate");
        var changed = (await world.Connections.FindAsync(connection.Id, Token))!.Settings;
        var back = await EndpointWorld.PostAsync(browser, $"{path}/1/roll-back");
        var restored = (await world.Connections.FindAsync(connection.Id, Token))!.Settings;

        var invoice = Assert.Single(trial, one => (string?)one!["type"] == "Invoice")!;
        Assert.True((bool)invoice["isDifferent"]!);
        Assert.Equal(sent, world.QuickBooks.Company.Invoices.Count);
        Assert.Equal(connection.Settings, untouched);
        Assert.Equal(("Active", null), ((string?)active!["state"], changed.Find("items.default")));
        Assert.Equal((3L, connection.Settings.Values), ((long)back!["number"]!, restored.Values));
        var versions = (await EndpointWorld.GetAsync(browser, path))!.AsArray();
        Assert.Equal(["Active", "Retired", "Retired"], versions.Select(one => (string)one!["state"]!));
    }

    [Fact]
    public async Task A_draft_of_settings_that_were_changed_since_is_refused()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        var path = $"/connectors/connections/{connection.Id}/settings/versions";
        var first = await EndpointWorld.PostAsync(browser, path, Settings());
        var second = await EndpointWorld.PostAsync(browser, path, Settings());

        await EndpointWorld.PostAsync(browser, $"{path}/{first!["number"]}/activate");
        var refused = await EndpointWorld.PostAsync(browser, $"{path}/{second!["number"]}/activate", status: 409);

        Assert.Contains("were changed since", (string)refused!["detail"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_with_a_setting_that_there_is_not_is_refused_and_not_kept()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        var path = $"/connectors/connections/{connection.Id}/settings/versions";
        var body = new JsonObject { ["values"] = new JsonObject { ["itmes.default"] = "1" }, ["fieldMaps"] = new JsonArray() };

        await EndpointWorld.PostAsync(browser, path, body, 422);

        Assert.Empty((await EndpointWorld.GetAsync(browser, path))!.AsArray());
    }

    // Without an item, an invoice's lines are refused.
    private static JsonObject Settings() => new() { ["values"] = new JsonObject(), ["fieldMaps"] = new JsonArray() };

    private static async Task PublishAsync(EndpointWorld world)
    {
        var customer = world.Books.Customers["C-1"] = new() { Id = "C-1", Name = "One", Currency = CurrencyCode.Parse("USD") };
        await world.Engine.Publisher.PublishAsync("tenant-1", customer, HostEvent.Saved, cancellationToken: Token);
        await world.Engine.Publisher.PublishAsync("tenant-1", world.Books.Add("I-1", "C-1"), HostEvent.Finalized, cancellationToken: Token);
        await world.RunAsync();
    }
}
