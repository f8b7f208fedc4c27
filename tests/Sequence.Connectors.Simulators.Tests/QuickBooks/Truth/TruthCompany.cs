using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>A simulated company as a plain HTTP caller sees it, every answer judged by the schemas.</summary>
internal sealed class TruthCompany : IAsyncDisposable
{
    private readonly SimulatorServer server;
    private readonly HttpClient client;

    private TruthCompany(SimulatorServer server, QuickBooksXsd schema)
    {
        this.server = server;
        Realm = server.QuickBooks.Company.RealmId;
        Recorder = new SchemaRecorder(schema, new HttpClientHandler());
        client = new HttpClient(Recorder) { BaseAddress = new($"{server.QuickBooks.BaseAddress.AbsoluteUri}/v3/company/{Realm}/") };
        client.DefaultRequestHeaders.Authorization = new("Bearer", server.QuickBooks.IssueTokens(Realm).AccessToken);
    }

    public string Realm { get; }

    public SchemaRecorder Recorder { get; }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    /// <summary>Starts the simulator with a company that numbers its own invoices, as the recorded one did.</summary>
    public static async Task<TruthCompany> StartAsync(QuickBooksXsd schema)
    {
        var company = QuickBooksCompanyProfile.UnitedStates with { CustomTxnNumbers = false };
        var options = new SimulatorServerOptions { QuickBooksCompany = company };
        return new(await SimulatorServer.StartAsync(options, Cancelled), schema);
    }

    public Task<Answer> GetAsync(string resource, string accept = "application/json") =>
        SendAsync(new(HttpMethod.Get, new Uri(resource, UriKind.Relative)), accept);

    public Task<Answer> QueryAsync(string statement) => GetAsync($"query?query={Uri.EscapeDataString(statement)}");

    public Task<Answer> PostQueryAsync(string statement)
    {
        var content = new StringContent(statement, Encoding.UTF8);
        content.Headers.ContentType = new("application/text");
        return SendAsync(new(HttpMethod.Post, new Uri("query", UriKind.Relative)) { Content = content });
    }

    public Task<Answer> ChangesAsync(string entities, TimeSpan ago)
    {
        var since = (server.Clock.GetUtcNow() - ago).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);
        return GetAsync($"cdc?entities={entities}&changedSince={Uri.EscapeDataString(since)}");
    }

    public Task<Answer> PostAsync(string resource, JsonObject body) => PostAsync(resource, body.ToJsonString());

    public Task<Answer> PostAsync(string resource, string body) => SendAsync(new(HttpMethod.Post, new Uri(resource, UriKind.Relative))
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    });

    /// <summary>Posts nothing, as sending a document by mail does.</summary>
    public Task<Answer> PostAsync(string resource)
    {
        var content = new ByteArrayContent([]);
        content.Headers.ContentType = new("application/octet-stream");
        return SendAsync(new(HttpMethod.Post, new Uri(resource, UriKind.Relative)) { Content = content });
    }

    /// <summary>The id of an active customer.</summary>
    public Task<string> CustomerAsync() => FirstIdAsync("Customer", "select * from Customer maxresults 1");

    /// <summary>The id of an item that can be sold.</summary>
    public Task<string> ServiceItemAsync() => FirstIdAsync("Item", "select * from Item where Type = 'Service' maxresults 1");

    public void ExpireAccessTokens() => server.QuickBooks.ExpireAccessTokens();

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await server.DisposeAsync();
    }

    private async Task<string> FirstIdAsync(string entity, string statement) =>
        (await QueryAsync(statement)).Rows(entity)[0]["Id"]!.GetValue<string>();

    private async Task<Answer> SendAsync(HttpRequestMessage request, string accept = "application/json")
    {
        using (request)
        {
            request.Headers.Accept.Add(MediaTypeWithQualityHeaderValue.Parse(accept));
            using var response = await client.SendAsync(request, Cancelled);
            var text = await response.Content.ReadAsStringAsync(Cancelled);
            return new(response.StatusCode, response.Headers, response.Content.Headers, text);
        }
    }
}
