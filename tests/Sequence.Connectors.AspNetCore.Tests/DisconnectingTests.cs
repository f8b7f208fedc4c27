using System.Net;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore.Tests;

/// <summary>What a disconnection leaves, at the system, in the host and of the links.</summary>
public sealed class DisconnectingTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-21")]
    public async Task Disconnecting_ends_the_grant_at_QuickBooks_forgets_the_tokens_stops_both_ways_and_keeps_the_links()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        var invoice = await SentAsync(world, connection, "I-1");
        var grants = world.Services.GetRequiredService<IGrantStore>();
        var grant = (await grants.FindAsync(connection.GrantId, Token))!;
        var token = grant.AccessToken;
        Assert.Equal(HttpStatusCode.OK, await CallAsync(world, token));
        world.QuickBooks.Webhooks.Lose();

        await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/disconnect");

        Assert.Equal(HttpStatusCode.Unauthorized, await CallAsync(world, token));
        Assert.Equal(HttpStatusCode.BadRequest, await RefusedConsentTests.RefreshAsync(world, grant.RefreshToken!.Reveal()));
        Assert.Null(await grants.FindAsync(connection.GrantId, Token));
        world.QuickBooks.Company.ReceivePayment(invoice, 100m);
        await PublishAsync(world, "I-2");
        using var acknowledged = await world.DeliverAsync(world.QuickBooks.Webhooks.TakeNext()!);
        await world.RunAsync();
        Assert.Equal(HttpStatusCode.OK, acknowledged.StatusCode);
        Assert.Empty(world.Books.Payments);
        Assert.Null(world.QuickBooks.Company.Invoices.FindBy("DocNumber", "NI-2"));
        var links = await EndpointWorld.GetAsync(browser, $"/connectors/connections/{connection.Id}/links?type=Invoice");
        Assert.Equal(invoice, (string?)Assert.Single(links!.AsArray())!["externalId"]);
    }

    [Fact]
    [Trait("Behaviour", "S1-22")]
    public async Task Another_company_that_is_connected_afterwards_gets_records_of_its_own_and_no_old_link()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var first = await world.ConnectAsync(browser);
        await SentAsync(world, first, "I-1");
        await EndpointWorld.PostAsync(browser, $"/connectors/connections/{first.Id}/disconnect");
        var other = world.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates);
        var before = other.Customers.Count;

        var second = await world.ConnectAsync(browser, other);
        await SentAsync(world, second, "I-1");

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(before + 1, other.Customers.Count);
        var made = other.Customers.Last()["Id"]!.GetValue<string>();
        Assert.Equal(made, (string?)other.Invoices.FindBy("DocNumber", "NI-1")!["CustomerRef"]!["value"]);
        var links = await EndpointWorld.GetAsync(browser, $"/connectors/connections/{second.Id}/links?type=Customer");
        Assert.Equal(made, (string?)Assert.Single(links!.AsArray())!["externalId"]);
    }

    private static async Task<string> SentAsync(EndpointWorld world, Connection connection, string id)
    {
        await PublishAsync(world, id);
        await world.RunAsync();
        var links = await world.Engine.Links.FindAsync(connection.Id, new(RecordType.Of<Invoice>(), id), Token);
        return Assert.Single(links).ExternalId;
    }

    private static async Task PublishAsync(EndpointWorld world, string id)
    {
        var customer = world.Books.Customers["C-1"] = new() { Id = "C-1", Name = "One", Currency = CurrencyCode.Parse("USD") };
        await world.Engine.Publisher.PublishAsync("tenant-1", customer, HostEvent.Saved, cancellationToken: Token);
        await world.Engine.Publisher.PublishAsync("tenant-1", world.Books.Add(id, "C-1"), HostEvent.Finalized, cancellationToken: Token);
    }

    private static async Task<HttpStatusCode> CallAsync(EndpointWorld world, Secret token)
    {
        var realm = world.QuickBooks.Company.RealmId;
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(
            HttpMethod.Get, $"{world.QuickBooks.BaseAddress.AbsoluteUri}/v3/company/{realm}/companyinfo/{realm}?minorversion=75");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await client.SendAsync(request, Token);
        return answer.StatusCode;
    }
}
