using System.Net.Http.Headers;
using System.Text;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>Prism, which knows nothing of us, between a caller and the simulator.</summary>
public sealed class XeroPrismTests
{
    [Fact]
    public async Task Prism_passes_good_requests_and_their_answers_and_refuses_a_bad_one()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var server = await SimulatorServer.StartAsync(new() { Clock = TimeProvider.System }, cancellation);
        await using var prism = await Prism.StartXeroAsync(new Uri(server.Xero.BaseAddress + "/api.xro/2.0"), cancellation);
        using var client = new HttpClient { BaseAddress = prism.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", server.Xero.IssueTokens().AccessToken);
        client.DefaultRequestHeaders.Add("xero-tenant-id", server.Xero.Organisation.TenantId);
        client.DefaultRequestHeaders.Accept.ParseAdd("application/json");

        var read = await SendAsync(client, HttpMethod.Get, "Invoices?page=1&unitdp=4");
        var written = await SendAsync(
            client,
            HttpMethod.Put,
            "Invoices?summarizeErrors=false&unitdp=4",
            $"{{\"Invoices\":[{XeroFixture.Invoice()}]}}"
        );
        var refused = await SendAsync(client, HttpMethod.Put, "Invoices", """{"Invoices":[{"Type":"SALES"}]}""");

        Assert.Equal((200, false), read);
        Assert.Equal((200, false), written);
        Assert.Equal(422, refused.Status);
    }

    private static async Task<(int Status, bool IsViolation)> SendAsync(HttpClient client, HttpMethod method, string path,
        string? body = null)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, response.Headers.Contains("sl-violations"));
    }
}
