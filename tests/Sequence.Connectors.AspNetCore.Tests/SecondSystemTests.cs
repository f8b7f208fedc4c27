using System.Net;
using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.AspNetCore.Tests;

/// <summary>
/// What QuickBooks has not: several accounts of one consent, a proof key, a handshake of webhooks; and two systems side by side.
/// </summary>
public sealed class SecondSystemTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Of_several_accounts_of_one_consent_the_others_wait_until_someone_says_whose_they_are()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var xero = world.Server.Xero;
        var second = xero.AddOrganisation(XeroOrganisationProfile.NewZealand);
        var page = await EndpointWorld.AskAsync(browser, entity: "one", app: "pkce", system: "xero");

        using var answer = await browser.GetAsync(xero.Approve(page, xero.Organisation.TenantId, second.TenantId), Token);

        var connections = (await EndpointWorld.GetAsync(browser, "/connectors/connections"))!.AsArray();
        Assert.Equal(["Active", "Unassigned"], connections.Select(one => (string?)one!["state"]).Order());
        var waiting = connections.Single(one => (string?)one!["state"] == "Unassigned")!;
        var path = $"/connectors/connections/{waiting["id"]}";
        await EndpointWorld.PostAsync(browser, $"{path}/preflight", status: 422);
        var assigned = await EndpointWorld.PostAsync(browser, $"{path}/assign", new JsonObject { ["entity"] = "two" });
        Assert.Equal(("Active", "two"), ((string?)assigned!["state"], (string?)assigned["entity"]));
        await EndpointWorld.PostAsync(browser, $"{path}/assign", new JsonObject { ["entity"] = "three" }, 422);
        await EndpointWorld.PostAsync(browser, $"{path}/preflight");
    }

    [Fact]
    public async Task A_persons_consent_is_not_ended_for_an_organisation_that_is_refused_because_their_others_live_by_it()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var xero = world.Server.Xero;
        var second = xero.AddOrganisation(XeroOrganisationProfile.NewZealand);
        var page = await EndpointWorld.AskAsync(browser, app: "secret", system: "xero");
        using var connected = await browser.GetAsync(xero.Approve(page, xero.Organisation.TenantId), Token);
        var path = $"/connectors/connections/{connected.Headers.Location!.OriginalString.Split("connected=")[1]}";
        var again = await EndpointWorld.PostAsync(browser, $"{path}/reconnect", new JsonObject());

        using var refused = await browser.GetAsync(xero.Approve(new Uri((string)again!["address"]!), second.TenantId), Token);

        Assert.Equal("/?connectError=connector.forbidden", refused.Headers.Location!.OriginalString);
        await EndpointWorld.PostAsync(browser, $"{path}/preflight");
    }

    [Fact]
    public async Task A_code_of_another_question_does_not_fit_this_ones_proof_key()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var attacker = world.Browser("tenant-1");
        using var victim = world.Browser("tenant-2");
        var xero = world.Server.Xero;
        var stolen = xero.Approve(await EndpointWorld.AskAsync(victim, app: "pkce", system: "xero"));
        var own = xero.Approve(await EndpointWorld.AskAsync(attacker, app: "pkce", system: "xero"));
        var injected = own.AbsoluteUri.Replace(CodeOf(own), CodeOf(stolen), StringComparison.Ordinal);

        using var answer = await attacker.GetAsync(injected, Token);

        Assert.StartsWith("/?connectError=connector.", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Empty(await world.Connections.ListAsync("tenant-1", Token));
    }

    [Fact]
    public async Task One_systems_answer_is_never_taken_for_anothers()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var answer = world.Server.Xero.Approve(await EndpointWorld.AskAsync(browser, app: "secret", system: "xero"));
        Assert.Equal("/connectors/callback/xero", answer.AbsolutePath);

        using var refused = await browser.GetAsync(
            answer.AbsoluteUri.Replace("/callback/xero", "/callback/quickbooks", StringComparison.Ordinal),
            Token
        );

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Empty(await world.Connections.ListAsync("tenant-1", Token));
    }

    [Fact]
    public async Task A_handshake_is_answered_as_the_vendor_wants_it_by_its_signature_alone()
    {
        await using var world = await EndpointWorld.StartAsync();
        var statuses = new List<HttpStatusCode>();
        foreach (var delivery in world.Server.Xero.Webhooks.IntentToReceive())
        {
            using var answer = await world.DeliverAsync(delivery.Body, delivery.Headers, "xero");
            statuses.Add(answer.StatusCode);
            Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Token));
            Assert.Empty(answer.Headers.TryGetValues("Set-Cookie", out var cookies) ? cookies : []);
        }

        Assert.Contains(HttpStatusCode.OK, statuses);
        Assert.Contains(HttpStatusCode.Unauthorized, statuses);
    }

    private static string CodeOf(Uri answer) => AuthorizationCallback.From(answer).Code!;
}
