using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Sequence.Connectors.Http;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class RawRequestTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-12")]
    public async Task A_raw_request_goes_with_our_token_is_refreshed_and_waits_out_a_throttle()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        world.QuickBooks.ExpireAccessTokens();
        world.QuickBooks.Faults.Next(SimulatedFaultKind.TooManyRequests);
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            new Uri(
                $"v3/company/{world.Company.RealmId}/query?query={Uri.EscapeDataString("select * from Term")}",
                UriKind.Relative
            )
        );
        using var response = await world.Session.SendAsync(request, cancellationToken: Token);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Net 30", await response.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(1, world.QuickBooks.RefreshesAccepted);
        Assert.Equal(0, world.Sent.Count);
    }

    [Fact]
    [Trait("Behaviour", "S1-12")]
    public async Task A_raw_write_under_a_key_has_its_effect_once()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var names = new[] { await AddAsync(world), await AddAsync(world) };
        Assert.Single(names.Distinct());
        Assert.Single(world.Company.Customers, one => (string?)one["DisplayName"] == "Made by hand");
    }

    private static async Task<string?> AddAsync(QuickBooksWorld world)
    {
        using var request = new HttpRequestMessage(
            HttpMethod.Post,
            new Uri($"v3/company/{world.Company.RealmId}/customer?minorversion=75", UriKind.Relative)
        )
        {
            Content = new StringContent("""{"DisplayName":"Made by hand"}""", Encoding.UTF8, "application/json"),
        };
        using var response = await world.Session.SendAsync(request, "by-hand-1", Token);
        return (string?)JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!["Customer"]!["Id"];
    }
}
