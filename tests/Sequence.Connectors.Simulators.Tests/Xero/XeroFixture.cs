using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>A simulator of its own for each test, and a bare client that sends what a test spells out.</summary>
internal sealed class XeroFixture : IAsyncDisposable
{
    private readonly HttpClient client = new(new HttpClientHandler { AllowAutoRedirect = false });
    private readonly OpenApiSpecification? specification;

    private XeroFixture(SimulatorServer server, OpenApiSpecification? specification)
    {
        this.specification = specification;
        Server = server;
        Organisation = server.Xero.Organisation;
        Tokens = server.Xero.IssueTokens();
    }

    public SimulatorServer Server { get; }

    public XeroSimulator Xero => Server.Xero;

    public XeroOrganisation Organisation { get; }

    public XeroTokens Tokens { get; set; }

    public SimulatedClock Clock => (SimulatedClock)Server.Clock;

    /// <summary>What Xero's specification has against the answers so far.</summary>
    public ConcurrentQueue<string> Findings { get; } = [];

    /// <summary>How many answers were judged.</summary>
    public int Judged { get; private set; }

    public static async Task<XeroFixture> StartAsync(XeroOrganisationProfile? profile = null,
        OpenApiSpecification? specification = null) => new(
        await SimulatorServer.StartAsync(
            new SimulatorServerOptions { XeroOrganisation = profile ?? XeroOrganisationProfile.NewZealand },
                TestContext.Current.CancellationToken),
        specification);

    public async Task<Answer> SendAsync(
        string method, string path, string? body = null, string? tenant = null, string accept = "application/json",
        params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), $"{Xero.BaseAddress}/api.xro/2.0/{path}");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Tokens.AccessToken);
        request.Headers.Add("xero-tenant-id", tenant ?? Organisation.TenantId);
        request.Headers.TryAddWithoutValidation("Accept", accept);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Content = body is null ? null : new StringContent(body, Encoding.UTF8, "application/json");
        var answer = await SendAsync(request);
        Judge(method, "/" + path.Split('?')[0], answer);
        return answer;
    }

    public Task<Answer> GetAsync(string path) => SendAsync("GET", path);

    public Task<Answer> PutAsync(string path, string body) => SendAsync("PUT", path, body);

    public Task<Answer> PostAsync(string path, string body) => SendAsync("POST", path, body);

    /// <summary>A request beside the accounting API, with this token unless another is given.</summary>
    public async Task<Answer> IdentityAsync(string method, string path, string? form = null, string? authorization = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), Xero.BaseAddress + path);
        request.Headers.TryAddWithoutValidation("Authorization", authorization ?? $"Bearer {Tokens.AccessToken}");
        request.Content = form is null ? null : new StringContent(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        return await SendAsync(request);
    }

    public Task<Answer> TokenAsync(string form, string? authorization = null) =>
        IdentityAsync("POST", "/connect/token", form, authorization ?? Basic(Xero.ClientId, Xero.ClientSecret));

    public static string Basic(string id, string secret) => "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{id}:{secret}"));

    /// <summary>
    /// An approved invoice of 100 and 15 tax; <paramref name="more"/> are further members, or other values of the same ones.
    /// </summary>
    public static string Invoice(string more = "", string line = "")
    {
        var invoice = (JsonObject)
            JsonNode.Parse(
                """{"Type":"ACCREC","Status":"AUTHORISED","Contact":{"Name":"Ridgeway University"},"Date":"2026-03-02","DueDate":"2026-04-01","LineItems":[{"Description":"Seats","Quantity":2,"UnitAmount":50,"AccountCode":"200" """
                    + line
                    + "}]}"
            )!;
        foreach (var (name, value) in (JsonObject)JsonNode.Parse("{" + more.TrimStart(',') + "}")!)
        {
            invoice[name] = value?.DeepClone();
        }

        return invoice.ToJsonString();
    }

    public async Task<JsonObject> CreateAsync(string more = "") =>
        (await PutAsync("Invoices?summarizeErrors=false&unitdp=4", Invoice(more))).One("Invoices");

    public string Bank() =>
        Organisation.Documents("Account").First(each => each["Type"]!.GetValue<string>() == "BANK")["AccountID"]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await Server.DisposeAsync();
    }

    private async Task<Answer> SendAsync(HttpRequestMessage request)
    {
        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var bytes = await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);
        return new Answer((int)response.StatusCode, bytes, response.Headers, response.Content.Headers.ContentType?.ToString());
    }

    private void Judge(string method, string path, Answer answer)
    {
        if (specification is null || answer.ContentType?.Contains("json", StringComparison.Ordinal) != true)
        {
            return;
        }

        Judged++;
        using var body = JsonDocument.Parse(answer.Bytes);
        foreach (var finding in specification.CheckResponse(method, path, answer.Status, body.RootElement))
        {
            if (!XeroSpecificationErrata.Excuses($"{method} {path}", finding))
            {
                Findings.Enqueue($"{method} {path} {answer.Status}: {finding}");
            }
        }
    }

    internal sealed record Answer(int Status, byte[] Bytes, HttpResponseHeaders Headers, string? ContentType)
    {
        public string Text => Encoding.UTF8.GetString(Bytes);

        public JsonObject Json => (JsonObject)JsonNode.Parse(Text)!;

        /// <summary>Why an element was refused, or the request as a whole.</summary>
        public string? Refusal =>
            (Json["Elements"]?.AsArray().FirstOrDefault()?["ValidationErrors"]?[0] ?? Json)["Message"]?.GetValue<string>();

        public string? Header(string name) => Headers.TryGetValues(name, out var values) ? values.Single() : null;

        public JsonArray List(string name) => Json[name] as JsonArray ?? throw new InvalidOperationException($"{Status}: {Text}");

        public JsonObject One(string name) => (JsonObject)Assert.Single(List(name))!;
    }
}
