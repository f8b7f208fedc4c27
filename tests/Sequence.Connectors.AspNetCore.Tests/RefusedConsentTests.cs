using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.AspNetCore.Tests;

/// <summary>Tokens that nobody keeps are ended at QuickBooks, and no others.</summary>
public sealed class RefusedConsentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Consent_for_another_company_than_the_connections_is_ended_at_QuickBooks()
    {
        var given = new ConcurrentQueue<string>();
        await using var world = await WorldAsync(given);
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        var other = world.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates);

        using var answer = await browser.GetAsync(
            world.QuickBooks.Approve(await AskAgainAsync(browser, connection), other.RealmId), Token);

        Assert.Equal("/?connectError=connector.forbidden", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.BadRequest, await RefreshAsync(world, given.Last()));
        Assert.Equal(HttpStatusCode.OK, await RefreshAsync(world, given.First()));
        await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/preflight");
    }

    [Fact]
    public async Task Consent_for_a_company_of_the_other_kind_is_ended_at_QuickBooks()
    {
        var given = new ConcurrentQueue<string>();
        await using var world = await WorldAsync(given);
        using var browser = world.Browser();
        world.QuickBooks.Company.IsSandbox = false;

        using var answer = await browser.GetAsync(world.QuickBooks.Approve(await EndpointWorld.AskAsync(browser)), Token);

        Assert.Equal("/?connectError=connector.forbidden", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.BadRequest, await RefreshAsync(world, Assert.Single(given)));
    }

    [Fact]
    public async Task Consent_for_a_company_that_another_tenant_has_connected_is_kept_for_it()
    {
        var given = new ConcurrentQueue<string>();
        await using var world = await WorldAsync(given);
        using var browser = world.Browser("tenant-1");
        using var neighbour = world.Browser("tenant-2");
        var other = world.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates);
        var connection = await world.ConnectAsync(browser);
        var theirs = await world.ConnectAsync(neighbour, other);

        using var answer = await browser.GetAsync(
            world.QuickBooks.Approve(await AskAgainAsync(browser, connection), other.RealmId), Token);

        Assert.Equal("/?connectError=connector.forbidden", answer.Headers.Location!.OriginalString);
        Assert.Equal(HttpStatusCode.OK, await RefreshAsync(world, given.Last()));
        await EndpointWorld.PostAsync(neighbour, $"/connectors/connections/{theirs.Id}/preflight");
    }

    [Fact]
    public async Task What_QuickBooks_could_not_be_told_is_said()
    {
        var given = new ConcurrentQueue<string>();
        await using var world = await EndpointWorld.StartAsync(connectors: builder =>
            builder.AddQuickBooks(quickbooks => quickbooks.Apps["sandbox"].RevokeAddress = new("http://127.0.0.1:1/revoke")));
        using var browser = world.Browser();
        world.QuickBooks.Company.IsSandbox = false;

        using var answer = await browser.GetAsync(world.QuickBooks.Approve(await EndpointWorld.AskAsync(browser)), Token);

        Assert.Equal("/?connectError=connector.forbidden", answer.Headers.Location!.OriginalString);
        Assert.Contains(world.Logs.All, line => line.Contains("The consent could not be ended at the system", StringComparison.Ordinal));
    }

    private static async Task<Uri> AskAgainAsync(HttpClient browser, Connection connection) =>
        new((string)(await EndpointWorld.PostAsync(
            browser, $"/connectors/connections/{connection.Id}/reconnect", new JsonObject()))!["address"]!);

    private static Task<EndpointWorld> WorldAsync(ConcurrentQueue<string> given) =>
        EndpointWorld.StartAsync(connectors: builder =>
            builder.ConfigureOAuthClient("quickbooks", http => http.AddHttpMessageHandler(() => new TokenTap(given))));

    internal static async Task<HttpStatusCode> RefreshAsync(EndpointWorld world, string refreshToken)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, world.QuickBooks.TokenAddress)
        {
            Content = new FormUrlEncodedContent([new("grant_type", "refresh_token"), new("refresh_token", refreshToken)]),
        };
        var pair = Convert.ToBase64String(Encoding.UTF8.GetBytes($"{world.QuickBooks.ClientId}:{world.QuickBooks.ClientSecret}"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Basic", pair);
        request.Headers.Accept.ParseAdd("application/json");
        using var answer = await client.SendAsync(request, Token);
        return answer.StatusCode;
    }

    /// <summary>Sees the refresh tokens that the vendor gives.</summary>
    private sealed class TokenTap(ConcurrentQueue<string> given) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var answer = await base.SendAsync(request, cancellationToken);
            await answer.Content.LoadIntoBufferAsync(cancellationToken);
            var text = await answer.Content.ReadAsStringAsync(cancellationToken);
            if (text.Contains("refresh_token", StringComparison.Ordinal) && answer.IsSuccessStatusCode)
            {
                given.Enqueue((string)JsonNode.Parse(text)!["refresh_token"]!);
            }

            return answer;
        }
    }
}
