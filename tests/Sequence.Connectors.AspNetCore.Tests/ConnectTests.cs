using System.Collections.Concurrent;
using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.AspNetCore.Tests;

public sealed class ConnectTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-1")]
    [Trait("Behaviour", "S1-20")]
    public async Task A_person_who_consents_comes_back_to_their_page_and_the_connection_works_at_once()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();

        var page = await EndpointWorld.AskAsync(browser, "/settings?tab=ledger#here");
        using var answer = await browser.GetAsync(world.QuickBooks.Approve(page), Token);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var connection = Assert.Single((await EndpointWorld.GetAsync(browser, "/connectors/connections"))!.AsArray())!;
        Assert.Equal($"/settings?tab=ledger&connected={connection["id"]}#here", answer.Headers.Location!.OriginalString);
        Assert.Equal(("Active", world.QuickBooks.Company.RealmId), ((string?)connection["state"], (string?)connection["accountId"]));
        var preflight = await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection["id"]}/preflight");
        Assert.NotEmpty(preflight!["facts"]!.AsArray());
        var customer = new Customer { Id = "C-1", Name = "Published After Consent", Currency = CurrencyCode.Parse("USD") };
        await world.Engine.Publisher.PublishAsync(
            "tenant-1", customer, Sync.HostEvent.Saved, new() { ConnectionId = (string)connection["id"]! }, Token);
        await world.RunAsync();
        Assert.Empty(await world.Engine.Problems.ListAsync(cancellationToken: Token));
        var link = Assert.Single(
            await world.Engine.Links.FindAsync((string)connection["id"]!, new(RecordType.Of<Customer>(), "C-1"), Token));
        var made = world.QuickBooks.Company.Customers.Single(one => (string?)one["Id"] == link.ExternalId);
        Assert.StartsWith("Published After Consent", (string)made["DisplayName"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_person_who_declines_comes_back_and_is_told_so()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var page = await EndpointWorld.AskAsync(browser, "/settings");

        using var answer = await browser.GetAsync(world.QuickBooks.Deny(page), Token);

        Assert.Equal("/settings?connectError=connect.declined", answer.Headers.Location!.OriginalString);
        Assert.DoesNotContain(world.Logs.All, line => line.Contains("Connecting quickbooks failed", StringComparison.Ordinal));
        Assert.Empty(await world.Connections.ListAsync("tenant-1", Token));
    }

    public static TheoryData<string> Attacks =>
        [
            "another browser",
            "another tenant",
            "another system",
            "another state",
            "no state",
            "another tenant in the same browser",
        ];

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task An_answer_that_this_browser_did_not_ask_for_is_refused_and_the_question_stays_open(string attack)
    {
        await using var world = await EndpointWorld.StartAsync();
        using var asker = world.Browser("tenant-1");
        using var other = world.Browser(attack == "another browser" ? "tenant-1" : "tenant-2");
        var answer = world.QuickBooks.Approve(await EndpointWorld.AskAsync(asker)).AbsoluteUri;
        var otherPage = world.QuickBooks.Approve(await EndpointWorld.AskAsync(other)).AbsoluteUri;
        var state = AuthorizationCallback.From(new Uri(answer)).State!;
        var (browser, address) = attack switch
        {
            "another browser" or "another tenant" => (other, answer),
            "another system" => (asker, answer.Replace("/callback/quickbooks", "/callback/xero", StringComparison.Ordinal)),
            "another state" => (
                asker,
                answer.Replace(state, AuthorizationCallback.From(new Uri(otherPage)).State!, StringComparison.Ordinal)
            ),
            "no state" => (asker, answer.Replace("state=", "status=", StringComparison.Ordinal)),
            _ => (asker, answer),
        };
        if (attack == "another tenant in the same browser")
        {
            asker.DefaultRequestHeaders.Remove(TestSignIn.Header);
            asker.DefaultRequestHeaders.Add(TestSignIn.Header, "tenant-3");
        }

        using var refused = await browser.GetAsync(address, Token);

        var text = await refused.Content.ReadAsStringAsync(Token);
        Assert.Equal((HttpStatusCode.BadRequest, "connect.state"), (refused.StatusCode, (string?)JsonNode.Parse(text)!["code"]));
        Assert.DoesNotContain(state, text, StringComparison.Ordinal);
        Assert.Empty(await world.Connections.ListByAccountAsync("quickbooks", world.QuickBooks.Company.RealmId, Token));
        asker.DefaultRequestHeaders.Remove(TestSignIn.Header);
        asker.DefaultRequestHeaders.Add(TestSignIn.Header, "tenant-1");
        using var taken = await asker.GetAsync(answer, Token);
        Assert.StartsWith("/?connected=", taken.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_answer_counts_once()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var address = world.QuickBooks.Approve(await EndpointWorld.AskAsync(browser));

        using var first = await browser.GetAsync(address, Token);
        using var second = await browser.GetAsync(address, Token);

        Assert.Equal((HttpStatusCode.Found, HttpStatusCode.BadRequest), (first.StatusCode, second.StatusCode));
    }

    [Fact]
    public async Task A_code_that_the_vendor_did_not_give_for_this_question_is_refused_and_told_without_it()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var address = world.QuickBooks.Approve(await EndpointWorld.AskAsync(browser));
        var code = AuthorizationCallback.From(address).Code!;

        using var answer = await browser.GetAsync(address.AbsoluteUri.Replace(code, "stolen-code", StringComparison.Ordinal), Token);

        Assert.StartsWith("/?connectError=connector.", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.DoesNotContain("stolen-code", answer.Headers.Location.OriginalString, StringComparison.Ordinal);
        Assert.Empty(await world.Connections.ListAsync("tenant-1", Token));
    }

    [Theory]
    [InlineData("1")]
    [InlineData("..")]
    [InlineData("..%2F..%2Foauth2")]
    [InlineData("%2F%2Fevil.example%2F")]
    [InlineData("%40evil.example%2F")]
    [InlineData("%5C%5Cevil.example")]
    [InlineData("x%0D%0AHost%3A+evil.example")]
    public async Task A_company_that_the_browser_made_up_is_asked_of_QuickBooks_alone_and_refused(string realm)
    {
        var asked = new ConcurrentQueue<Uri>();
        await using var world = await EndpointWorld.StartAsync(connectors: builder =>
            builder.ConfigureOAuthClient("quickbooks", http => http.AddHttpMessageHandler(() => new Watch(asked))));
        using var browser = world.Browser();
        var answer = world.QuickBooks.Approve(await EndpointWorld.AskAsync(browser)).AbsoluteUri;
        var own = $"realmId={world.QuickBooks.Company.RealmId}";
        Assert.Contains(own, answer, StringComparison.Ordinal);

        using var refused = await browser.GetAsync(answer.Replace(own, $"realmId={realm}", StringComparison.Ordinal), Token);

        Assert.StartsWith("/?connectError=connector.", refused.Headers.Location!.OriginalString, StringComparison.Ordinal);
        Assert.Empty(await world.Connections.ListAsync("tenant-1", Token));
        Assert.NotEmpty(asked);
        Assert.All(asked, one => Assert.Equal(world.QuickBooks.TokenAddress.Authority, one.Authority));
    }

    [Theory]
    [InlineData("https://evil.example/")]
    [InlineData("//evil.example/")]
    [InlineData("/\\evil.example/")]
    [InlineData("/\t/evil.example/")]
    [InlineData("\\\\evil.example")]
    [InlineData("javascript:alert(1)")]
    [InlineData("https://host.example@evil.example/")]
    [InlineData("https://host.example.evil.example/")]
    [InlineData("http://host.example/")]
    [InlineData("https://host.example:8443/")]
    [InlineData("settings")]
    [InlineData("/größe")]
    [InlineData("/a\u0085b")]
    [InlineData("")]
    public async Task Nobody_is_sent_to_a_page_that_is_not_the_hosts(string returnTo)
    {
        await using var world = await EndpointWorld.StartAsync();

        var refused = await EndpointWorld.PostAsync(
            world.Browser(), "/connectors/connect/quickbooks", new JsonObject { ["app"] = "sandbox", ["returnTo"] = returnTo }, 400);

        Assert.Equal("connect.return_to", (string?)refused!["code"]);
    }

    [Theory]
    [InlineData("https://host.example/settings")]
    [InlineData("https://admin.example/a?b=c")]
    [InlineData("/")]
    public async Task People_are_sent_to_pages_of_the_host_and_of_origins_that_it_named(string returnTo)
    {
        await using var world = await EndpointWorld.StartAsync(options: options =>
            options.AllowedOrigins.Add(new("https://admin.example"))
        );
        using var browser = world.Browser();

        using var answer = await browser.GetAsync(world.QuickBooks.Approve(await EndpointWorld.AskAsync(browser, returnTo)), Token);

        Assert.StartsWith(returnTo, answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_request_says_of_its_host_is_not_believed()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/connectors/connect/quickbooks")
        {
            Content = new StringContent("{\"app\":\"sandbox\"}", null, "application/json"),
        };
        request.Headers.Host = "169.254.169.254";
        request.Headers.Add("X-Forwarded-Host", "evil.example");
        request.Headers.Add("X-Forwarded-Proto", "http");

        using var answer = await browser.SendAsync(request, Token);

        var page = new Uri((string)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["address"]!);
        Assert.Contains(Uri.EscapeDataString("https://host.example/connectors/callback/quickbooks"), page.Query, StringComparison.Ordinal);
    }

    [Fact]
    [Trait("Behaviour", "S1-22")]
    public async Task Reconnecting_to_another_company_is_refused_and_the_links_are_not_used()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        var other = world.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates);
        var page = new Uri(
            (string)
                (await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/reconnect", new JsonObject()))![
                    "address"
                ]!
        );

        using var answer = await browser.GetAsync(world.QuickBooks.Approve(page, other.RealmId), Token);

        Assert.Equal("/?connectError=connector.forbidden", answer.Headers.Location!.OriginalString);
        Assert.Equal(connection.AccountId, Assert.Single(await world.Connections.ListAsync("tenant-1", Token)).AccountId);
        Assert.Empty(await world.Connections.ListByAccountAsync("quickbooks", other.RealmId, Token));
    }

    [Fact]
    public async Task Reconnecting_the_same_company_keeps_the_connection()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        world.QuickBooks.RevokeGrant();
        var page = new Uri(
            (string)
                (await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/reconnect", new JsonObject()))![
                    "address"
                ]!
        );

        using var answer = await browser.GetAsync(world.QuickBooks.Approve(page), Token);

        Assert.Equal($"/?connected={connection.Id}", answer.Headers.Location!.OriginalString);
        await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/preflight");
    }

    [Fact]
    [Trait("Behaviour", "S1-25")]
    public async Task Each_entity_has_its_own_connection_production_beside_sandbox_and_a_tenant_may_bring_its_own_app()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var other = world.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates);
        var real = world.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates);
        real.IsSandbox = false;
        foreach (
            var (entity, app, company) in new[]
            {
                ("us", "sandbox", world.QuickBooks.Company),
                ("eu", "own", other),
                ("us", "production", real),
            }
        )
        {
            using var answer = await browser.GetAsync(
                world.QuickBooks.Approve(await EndpointWorld.AskAsync(browser, entity: entity, app: app), company.RealmId), Token);
        }

        var connections = (await EndpointWorld.GetAsync(browser, "/connectors/connections"))!.AsArray();

        Assert.Equal(
            [
                ("eu", "own", "Sandbox", other.RealmId),
                ("us", "production", "Production", real.RealmId),
                ("us", "sandbox", "Sandbox", world.QuickBooks.Company.RealmId),
            ],
            connections
                .Select(one =>
                    ((string)one!["entity"]!, (string)one["app"]!, (string)one["environment"]!, (string)one["accountId"]!)
                )
                .Order()
        );
    }

    [Fact]
    public async Task Disconnecting_ends_the_access_on_both_sides_and_says_what_is_left_to_do()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);

        var answer = await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/disconnect");

        Assert.Equal(
            ("Disconnected", true, 2),
            ((string?)answer!["connection"]!["state"], (bool)answer["isEndedAtSystem"]!, answer["guidance"]!.AsArray().Count)
        );
        Assert.Null(await world.Services.GetRequiredService<IGrantStore>().FindAsync(connection.GrantId, Token));
        await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/preflight", status: 409);
    }

    [Theory]
    [Trait("Behaviour", "S3-2")]
    [InlineData("sandbox", false)]
    [InlineData("production", true)]
    public async Task An_app_connects_companies_of_its_own_kind_only(string app, bool isSandbox)
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        world.QuickBooks.Company.IsSandbox = isSandbox;

        using var answer = await browser.GetAsync(world.QuickBooks.Approve(await EndpointWorld.AskAsync(browser, app: app)), Token);

        Assert.Equal("/?connectError=connector.forbidden", answer.Headers.Location!.OriginalString);
        Assert.Empty(await world.Connections.ListAsync("tenant-1", Token));
        Assert.Contains(world.Logs.All, line => line.Contains("of the other kind", StringComparison.Ordinal));
    }

    [Fact]
    [Trait("Behaviour", "S1-25")]
    public async Task A_tenants_own_app_looks_to_other_tenants_as_if_there_were_none()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var neighbour = world.Browser("tenant-2");
        var foreign = await EndpointWorld.PostAsync(
            neighbour, "/connectors/connect/quickbooks", new JsonObject { ["app"] = "own" }, 422);
        var none = await EndpointWorld.PostAsync(
            neighbour, "/connectors/connect/quickbooks", new JsonObject { ["app"] = "none" }, 422);
        Assert.Equal(
            (string?)none!["detail"],
            ((string)foreign!["detail"]!).Replace("'own'", "'none'", StringComparison.Ordinal)
                .Replace("\"own\"", "\"none\"", StringComparison.Ordinal).Replace(":own:", ":none:", StringComparison.Ordinal));
        using var owner = world.Browser("acme");
        using var stranger = world.Browser();
        var own = new JsonObject { ["app"] = "acme-books" };

        var refused = await EndpointWorld.PostAsync(stranger, "/connectors/connect/xero", own, 422);
        var unknown = await EndpointWorld.PostAsync(stranger, "/connectors/connect/xero", new JsonObject { ["app"] = "nothing" }, 422);
        using var answer = await owner.GetAsync(await EndpointWorld.AskAsync(owner, app: "acme-books", system: "xero"), Token);

        Assert.Equal(unknown!.ToJsonString(), refused!.ToJsonString().Replace("acme-books", "nothing", StringComparison.Ordinal));
        Assert.DoesNotContain("acme", unknown.ToJsonString(), StringComparison.Ordinal);
        Assert.Empty(await world.Connections.ListAsync("tenant-1", Token));
        Assert.Single(await world.Connections.ListAsync("acme", Token));
    }

    [Fact]
    public async Task Under_a_group_people_come_back_to_where_the_endpoints_lie()
    {
        await using var world = await EndpointWorld.StartAsync(map: app =>
            app.MapGroup("/outer").MapGroup("in").MapSequenceConnectors("/c"));
        using var browser = world.Browser();

        var asked = await EndpointWorld.PostAsync(browser, "/outer/in/c/connect/quickbooks", new JsonObject { ["app"] = "sandbox" });
        var back = world.QuickBooks.Approve(new Uri((string)asked!["address"]!));
        using var answer = await browser.GetAsync(back, Token);

        Assert.Equal("/outer/in/c/callback/quickbooks", back.AbsolutePath);
        Assert.StartsWith("/?connected=", answer.Headers.Location!.OriginalString, StringComparison.Ordinal);
        var document = await EndpointWorld.GetAsync(browser, "/outer/in/c/openapi.json");
        Assert.All(document!["paths"]!.AsObject(), one => Assert.StartsWith("/outer/in/c/", one.Key, StringComparison.Ordinal));
        Assert.Equal(
            new Uri("https://host.example/outer/in/c/webhooks/"),
            world.Services.GetRequiredService<Sync.SyncOptions>().WebhookAddress
        );
    }

    [Fact]
    public async Task Under_a_group_with_parameters_there_is_no_one_address_and_the_app_does_not_start()
    {
        var problem = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            EndpointWorld.StartAsync(map: app => app.MapGroup("/{region}").MapSequenceConnectors()));

        Assert.Contains("/{region}/connectors/webhooks/{system}", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_app_that_is_not_configured_and_a_system_that_is_not_there_are_named()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();

        var app = await EndpointWorld.PostAsync(browser, "/connectors/connect/quickbooks", new JsonObject { ["app"] = "nope" }, 422);
        await EndpointWorld.PostAsync(browser, "/connectors/connect/salesforce", new JsonObject { ["app"] = "nope" }, 404);

        Assert.Contains("'nope'", (string)app!["detail"]!, StringComparison.Ordinal);
    }

    private sealed class Watch(ConcurrentQueue<Uri> asked) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            asked.Enqueue(request.RequestUri!);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
