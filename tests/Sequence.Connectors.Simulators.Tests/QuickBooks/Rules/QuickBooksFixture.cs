using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>A simulator of its own for each test, and a bare client that sends what a test spells out.</summary>
internal sealed class QuickBooksFixture : IAsyncDisposable
{
    private readonly HttpClient client = new();

    private QuickBooksFixture(SimulatorServer server, QuickBooksCompany company)
    {
        Server = server;
        Company = company;
        Tokens = server.QuickBooks.IssueTokens(company.RealmId);
    }

    public SimulatorServer Server { get; }

    public QuickBooksSimulator QuickBooks => Server.QuickBooks;

    public QuickBooksCompany Company { get; }

    public QuickBooksTokens Tokens { get; set; }

    public SimulatedClock Clock => (SimulatedClock)Server.Clock;

    public static async Task<QuickBooksFixture> StartAsync(QuickBooksCompanyProfile? profile = null)
    {
        var server = await SimulatorServer.StartAsync(
            new SimulatorServerOptions { QuickBooksCompany = profile ?? QuickBooksCompanyProfile.UnitedStates },
            TestContext.Current.CancellationToken
        );
        return new QuickBooksFixture(server, server.QuickBooks.Company);
    }

    public async Task<Answer> SendAsync(
        HttpMethod method, string path, string? body = null, string contentType = "application/json", string accept = "application/json")
    {
        using var request = new HttpRequestMessage(method, $"{QuickBooks.BaseAddress}/v3/company/{Company.RealmId}/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.AccessToken);
        request.Headers.Accept.ParseAdd(accept);
        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, contentType);
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, bytes, response.Headers, response.Content.Headers.ContentType?.MediaType);
    }

    public Task<Answer> GetAsync(string path) => SendAsync(HttpMethod.Get, path);

    public Task<Answer> PostAsync(string path, string body) => SendAsync(HttpMethod.Post, path, body);

    public Task<Answer> QueryAsync(string statement) => GetAsync("query?query=" + Uri.EscapeDataString(statement));

    public async Task<Answer> TokenAsync(string form, string? authorization = null, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, QuickBooks.TokenAddress);
        request.Headers.TryAddWithoutValidation("Authorization", authorization ?? Basic());
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        return new Answer(
            (int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken), response.Headers,
            null);
    }

    public string Basic() => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{QuickBooks.ClientId}:{QuickBooks.ClientSecret}"));

    public static string Invoice(string customer = "1", decimal amount = 100m, string more = "", string detail = "", string item = "1") =>
        $$$"""{"CustomerRef":{"value":"{{{customer}}}"},"Line":[{"Amount":{{{amount.ToString(System.Globalization.CultureInfo.InvariantCulture)}}},"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"{{{item}}}"}{{{detail}}}}}]{{{more}}}}""";

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Server.DisposeAsync();
    }

    internal sealed record Answer(int Status, byte[] Bytes, HttpResponseHeaders Headers, string? ContentType)
    {
        public string Text => Encoding.UTF8.GetString(Bytes);

        public JsonObject Json => (JsonObject)JsonNode.Parse(Text)!;

        public string? Code => (Json["Fault"]?["Error"]?[0]?["code"] ?? Json["fault"]?["error"]?[0]?["code"])?.GetValue<string>();

        public JsonObject Entity(string name) => Json[name] as JsonObject ?? throw new InvalidOperationException($"{Status}: {Text}");

        public JsonArray? List(string name) => Json["QueryResponse"]?[name] as JsonArray;
    }
}
