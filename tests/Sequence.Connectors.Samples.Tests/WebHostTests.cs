using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Sequence.Connectors.Samples.Tests;

/// <summary>The story of the sample as a browser goes through it, over HTTP alone.</summary>
public sealed partial class WebHostTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Connects_imports_finalizes_and_sees_the_invoice_paid()
    {
        using var folder = new TemporaryFolder();
        var port = FreePort();
        using var host = SampleProcess.Start("WebHost", folder.Path, "--port", $"{port}");
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new CookieContainer() })
        {
            BaseAddress = new Uri($"http://localhost:{port}"),
        };
        await AnswersAsync(host, browser);

        // Nobody is signed in: nothing is shown.
        using (var refused = await browser.GetAsync("/connectors/connections", Token))
        {
            Assert.NotEqual(HttpStatusCode.OK, refused.StatusCode);
        }

        using (var signedIn = await browser.PostAsync("/sign-in", null, Token))
        {
            Assert.Equal("/connections.html", signedIn.Headers.Location?.OriginalString);
        }

        // Connect: the vendor's page, a company, and back.
        var page = (string)
            (
                await SendAsync(
                    browser,
                    "POST",
                    "/connectors/connect/quickbooks",
                    new JsonObject { ["app"] = "sandbox", ["returnTo"] = "/" }
                )
            )!["address"]!;
        var realm = RealmId().Match(await browser.GetStringAsync(page, Token)).Groups[1].Value;
        using var consent = await browser.PostAsync(page, new FormUrlEncodedContent([new("realmId", realm)]), Token);
        using var back = await browser.GetAsync(consent.Headers.Location, Token);
        Assert.Equal(HttpStatusCode.Found, back.StatusCode);
        var path = $"/connectors/connections/{back.Headers.Location!.OriginalString.Split("connected=")[1]}";

        // Say what invoices are sold as.
        var products = (await SendAsync(browser, "GET", $"{path}/lists/products"))!.AsArray();
        var item = products.First(one => (string?)one!["kind"] == "Service")!;
        var settings = (await SendAsync(browser, "GET", $"{path}/settings"))!.AsObject();
        settings.Remove("schema");
        settings["values"]!["items.default"] = (string)item["id"]!;
        await SendAsync(browser, "PUT", $"{path}/settings", settings);

        // Import.
        var run = (string)(await SendAsync(browser, "POST", $"{path}/import/run"))!["id"]!;
        await UntilAsync(async () => (string?)(await SendAsync(browser, "GET", $"/connectors/runs/{run}"))!["state"] == "Done");
        var outcomes = (await SendAsync(browser, "POST", $"{path}/import/commit", new JsonObject()))!.AsArray();
        Assert.Contains(outcomes, one => (string?)one!["outcome"] == "Imported");

        // Finalize, find it in QuickBooks, pay it there, and see it paid.
        var link = (await SendAsync(browser, "GET", $"{path}/links?type=Customer"))!.AsArray()[0]!;
        var wanted = new JsonObject { ["customer"] = (string)link["localId"]!, ["amount"] = 499m };
        await SendAsync(browser, "POST", "/app/invoices", wanted);
        await UntilAsync(async () =>
            (await SendAsync(browser, "GET", "/connectors/log?type=Invoice"))!.AsArray() is [{ } sent]
            && (string?)sent["state"] == "Done"
        );
        var invoice = (await SendAsync(browser, "GET", "/connectors/log?type=Invoice"))!.AsArray()[0]!;
        var amount = Amount().Match(await browser.GetStringAsync((string)invoice["link"]!, Token)).Groups[1].Value;
        using var form = new FormUrlEncodedContent([new("amount", amount)]);
        using var paid = await browser.PostAsync($"/ledger/{realm}/payment/{invoice["externalId"]}", form, Token);
        await UntilAsync(async () => (string?)(await SendAsync(browser, "GET", "/app/invoices"))!.AsArray()[0]!["status"] == "paid");

        Assert.Empty((await SendAsync(browser, "GET", "/connectors/problems"))!.AsArray());
        Assert.Equal("Healthy", await browser.GetStringAsync("/health", Token));
        Assert.Contains("<h1>Acme Billing</h1>", await browser.GetStringAsync("/", Token), StringComparison.Ordinal);
    }

    private static async Task AnswersAsync(SampleProcess host, HttpClient browser)
    {
        await UntilAsync(async () =>
        {
            Assert.False(host.HasExited, "The sample ended.");
            try
            {
                using var answer = await browser.GetAsync("/", Token);
                return answer.IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            if (await isSo())
            {
                return;
            }

            await Task.Delay(100, Token);
        }

        Assert.Fail("It did not come about within a minute.");
    }

    private static async Task<JsonNode?> SendAsync(HttpClient browser, string method, string path, JsonNode? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path)
        {
            Content = body is null ? null : new StringContent(body.ToJsonString(), null, "application/json"),
        };
        using var answer = await browser.SendAsync(request, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.IsSuccessStatusCode, $"{method} {path} was answered with {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    [GeneratedRegex("name=\"realmId\" value=\"(\\d+)\"")]
    private static partial Regex RealmId();

    [GeneratedRegex("name=\"amount\" inputmode=\"decimal\" value=\"([\\d.]+)\"")]
    private static partial Regex Amount();
}
