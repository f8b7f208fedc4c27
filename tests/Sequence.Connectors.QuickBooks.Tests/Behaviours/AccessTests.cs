using System.Net;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>A connection over which nothing goes any more says why, and what a person does about it.</summary>
public sealed class AccessTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Preflight_says_that_whoever_connected_is_no_administrator_any_more()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        world.Company.AdminLost = true;

        var problem = Assert.Single((await world.Session.PreflightAsync(Token)).Problems);

        Assert.Equal("consent.admin.lost", problem.Code);
        Assert.Contains("connect it again", problem.Fix, StringComparison.Ordinal);
        Assert.Null(problem.Link);
    }

    /// <summary>The company's card may still be shown while another request is refused.</summary>
    [Theory]
    [InlineData("companyinfo")]
    [InlineData("query")]
    public async Task Preflight_says_that_QuickBooks_does_not_allow_what_it_asks_for(string path)
    {
        var gateway = new Gateway();
        await using var world = await QuickBooksWorld.StartAsync(
            configure: connectors =>
                connectors.ConfigureHttpClient("quickbooks", http => http.AddHttpMessageHandler(() => gateway.Handler()))
        );
        gateway.RefusedPath = path;

        Assert.Equal("consent.admin.lost", Assert.Single((await world.Session.PreflightAsync(Token)).Problems).Code);
    }

    /// <summary>Intuit documents the address: https://blogs.intuit.com/2025/11/12/important-changes-to-refresh-token-policy/.</summary>
    [Fact]
    public async Task With_the_apps_id_the_problem_leads_to_Intuits_own_page()
    {
        var section = new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?> { ["Apps:sandbox:AppId"] = "a1/b2" })
            .Build();
        await using var world = await QuickBooksWorld.StartAsync(configure: connectors => connectors.AddQuickBooks(section));
        world.Company.AdminLost = true;

        var problem = Assert.Single((await world.Session.PreflightAsync(Token)).Problems);

        Assert.Equal(
            $"https://appcenter.intuit.com/app/connect/oauth2/request?appId=a1%2Fb2&realmId={world.Company.RealmId}&mode=reconnect",
            problem.Link?.AbsoluteUri
        );
    }

    [Fact]
    public async Task A_write_in_the_middle_says_what_to_do_and_goes_once_it_is_done()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        await world.WriteAsync(Published.Invoice("inv-0"), "1");
        world.Company.AdminLost = true;

        var refused = Assert.IsType<WriteOutcome.NotAttempted>(await world.WriteAsync(Published.Invoice(), "1"));
        world.Company.AdminLost = false;

        Assert.Equal(ConnectorErrorKind.Forbidden, refused.Kind);
        Assert.Contains("Have an administrator of the company connect it again", refused.Reason, StringComparison.Ordinal);
        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(Published.Invoice(), "1"));
    }

    [Theory]
    [InlineData("120")]
    [InlineData("3201")]
    public async Task A_refusal_within_a_batch_is_the_connections_and_not_the_records(string code)
    {
        var network = new Network();
        await using var world = await FaultWorld.StartAsync(network: network);
        network.AnswerNextBatch(_ =>
            $$$"""{"BatchItemResponse":[{"bId":"1","Fault":{"type":"AUTHORIZATION","Error":[{"Message":"No","Detail":"No","code":"{{{code}}}"}]}}]}"""
        );

        var refused = Assert.IsType<WriteOutcome.NotAttempted>(Assert.Single(await world.WriteAsync(world.Intents(1))));

        Assert.Equal(ConnectorErrorKind.Forbidden, refused.Kind);
        Assert.Contains("Have an administrator of the company connect it again", refused.Reason, StringComparison.Ordinal);
    }

    private sealed class Gateway
    {
        public string? RefusedPath { get; set; }

        public DelegatingHandler Handler() => new Refusing(this);

        private sealed class Refusing(Gateway gateway) : DelegatingHandler
        {
            private const string Fault =
                """{"fault":{"error":[{"message":"message=AuthorizationFailed; errorCode=003201; statusCode=403","code":"3201"}],"type":"AUTHORIZATION"}}""";

            protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
                gateway.RefusedPath is { } path && request.RequestUri!.AbsolutePath.Contains($"/{path}", StringComparison.Ordinal)
                    ? new(HttpStatusCode.Forbidden) { Content = new StringContent(Fault, Encoding.UTF8, "application/json") }
                    : await base.SendAsync(request, cancellationToken);
        }
    }
}
