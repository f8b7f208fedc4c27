using System.Net;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sequence.Connectors.Http;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore.Tests;

/// <summary>A host's app with the endpoints, signed-in people of several tenants, and a simulated company to connect.</summary>
internal sealed class EndpointWorld : IAsyncDisposable
{
    public const string PublicAddress = "https://host.example";

    private readonly WebApplication _app;

    private EndpointWorld(SimulatorServer server, WebApplication app, LogLines logs) => (Server, _app, Logs) = (server, app, logs);

    public SimulatorServer Server { get; }

    public QuickBooksSimulator QuickBooks => Server.QuickBooks;

    public LogLines Logs { get; }

    public IServiceProvider Services => _app.Services;

    public SyncEngine Engine => Services.GetRequiredService<SyncEngine>();

    public ISyncStore Store => Services.GetRequiredService<ISyncStore>();

    public IConnectionStore Connections => Services.GetRequiredService<IConnectionStore>();

    public HostBooks Books => Services.GetRequiredService<HostBooks>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<EndpointWorld> StartAsync(
        Action<IServiceCollection>? services = null,
        Action<ConnectorEndpointOptions>? options = null,
        Action<SequenceConnectorsBuilder>? connectors = null,
        Action<WebApplication>? map = null,
        bool isLive = false)
    {
        var server = await SimulatorServer.StartAsync(new() { Clock = isLive ? TimeProvider.System : null }, Token);
        if (server.Clock is SimulatedClock simulated)
        {
            simulated.AutoAdvance = true;
        }

        var logs = new LogLines();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseTestServer(test => test.BaseAddress = new(PublicAddress));
        builder.Services.AddRouting();
        builder.Logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs);
        builder.Services.AddSingleton(server.Clock).AddSingleton<HostBooks>();
        builder.Services.AddDataProtection().UseEphemeralDataProtectionProvider();
        builder.Services.AddAuthentication("test").AddScheme<AuthenticationSchemeOptions, TestSignIn>("test", null);
        builder.Services.AddAuthorizationBuilder().AddPolicy("connectors", policy => policy.RequireAuthenticatedUser());
        builder.Services.AddSequenceConnectors(one =>
        {
            one.AddQuickBooks(quickbooks =>
                    quickbooks
                        .App("sandbox", app => Fill(app, server.QuickBooks))
                        .App(
                            "own",
                            app =>
                            {
                                Fill(app, server.QuickBooks);
                                app.Tenants.Add("tenant-1");
                            }
                        )
                        .App(
                            "production",
                            app =>
                            {
                                Fill(app, server.QuickBooks);
                                app.Environment = ConnectorEnvironment.Production;
                                (app.ClientId, app.ClientSecret) = (
                                    server.QuickBooks.ProductionClientId,
                                    server.QuickBooks.ProductionClientSecret
                                );
                            }
                        )
                )
                .AddXero(xero =>
                    xero.App("secret", app => Fill(app, server.Xero))
                        .App(
                            "pkce",
                            app =>
                            {
                                Fill(app, server.Xero);
                                (app.ClientId, app.ClientSecret) = (server.Xero.PkceClientId, null);
                            }
                        )
                        .App(
                            "acme-books",
                            app =>
                            {
                                Fill(app, server.Xero);
                                (app.ClientId, app.ClientSecret) = (
                                    server.Xero.Organisation.CustomClientId,
                                    server.Xero.Organisation.CustomClientSecret
                                );
                                app.UsesClientCredentials = true;
                                app.Tenants.Add("acme");
                            }
                        )
                )
                .AddSync(sync =>
                    sync.Import<HostBooks.Adapter>()
                        .Source<Customer, HostBooks.Adapter>()
                        .Source<Invoice, HostBooks.Adapter>()
                        .React<InvoicePaymentChanged, HostBooks.Adapter>()
                )
                .AddEndpoints(given =>
                {
                    given.PublicAddress = new(PublicAddress);
                    given.Policy = "connectors";
                    given.ResolveTenant(context => context.User.FindFirst("tenant")?.Value);
                    options?.Invoke(given);
                });
            if (server.Clock is SimulatedClock clock)
            {
                foreach (var system in (string[])["quickbooks", "xero"])
                {
                    one.ConfigureHttpClient(system, http => http.AddHttpMessageHandler(() => new ClockHoldingHandler(clock)))
                        .ConfigureOAuthClient(system, http => http.AddHttpMessageHandler(() => new ClockHoldingHandler(clock)));
                }
            }

            connectors?.Invoke(one);
        });
        services?.Invoke(builder.Services);
        // All tests but those of real time do what is due themselves, one step at a time.
        foreach (var worker in builder.Services.Where(one => !isLive && IsWorker(one)).ToList())
        {
            builder.Services.Remove(worker);
        }

        var app = builder.Build();
        try
        {
            app.UseAuthentication();
            app.UseAuthorization();
            (map ?? (one => one.MapSequenceConnectors()))(app);
            await app.StartAsync(Token);
        }
        catch
        {
            await app.DisposeAsync();
            await server.DisposeAsync();
            throw;
        }

        return new(server, app, logs);
    }

    /// <summary>
    /// A browser in which somebody of a tenant is signed in; nobody for null. It keeps cookies, and follows no redirects.
    /// </summary>
    public HttpClient Browser(string? tenant = "tenant-1")
    {
        var client = new HttpClient(new CookieJar(_app.GetTestServer().CreateHandler())) { BaseAddress = new(PublicAddress) };
        if (tenant is not null)
        {
            client.DefaultRequestHeaders.Add(TestSignIn.Header, tenant);
        }

        return client;
    }

    /// <summary>Asks for consent, and brings the page of the vendor.</summary>
    public static async Task<Uri> AskAsync(
        HttpClient browser,
        string? returnTo = null,
        string entity = "",
        string app = "sandbox",
        string system = "quickbooks"
    )
    {
        var body = new JsonObject { ["app"] = app, ["entity"] = entity, ["returnTo"] = returnTo };
        return new Uri((string)(await SendAsync(browser, HttpMethod.Post, $"/connectors/connect/{system}", body))!["address"]!);
    }

    /// <summary>Connects a company as a person does, and makes it ready to be written to.</summary>
    public async Task<Connection> ConnectAsync(HttpClient browser, QuickBooksCompany? company = null, string entity = "")
    {
        company ??= QuickBooks.Company;
        var page = await AskAsync(browser, entity: entity);
        var answer = await browser.GetAsync(QuickBooks.Approve(page, company.RealmId), Token);
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        var id = answer.Headers.Location!.OriginalString.Split("connected=")[1];
        var item = company.Documents("Item").First(one => (string?)one["Type"] == "Service")["Id"]!.GetValue<string>();
        return await Services
            .GetRequiredService<SequenceConnectors>()
            .ConfigureAsync(id, settings => settings.With("items.default", item), Token);
    }

    public static async Task<JsonNode?> SendAsync(
        HttpClient browser,
        HttpMethod method,
        string path,
        JsonNode? body = null,
        int status = 200
    )
    {
        using var request = new HttpRequestMessage(method, path)
        {
            Content = body is null ? null : new StringContent(body.ToJsonString(), null, "application/json"),
        };
        using var answer = await browser.SendAsync(request, Token);
        var text = await answer.Content.ReadAsStringAsync(Token);
        Assert.True((int)answer.StatusCode == status, $"{method} {path} was answered with {(int)answer.StatusCode}: {text}");
        return text.Length == 0 ? null : JsonNode.Parse(text);
    }

    public static Task<JsonNode?> GetAsync(HttpClient browser, string path, int status = 200) =>
        SendAsync(browser, HttpMethod.Get, path, status: status);

    public static Task<JsonNode?> PostAsync(HttpClient browser, string path, JsonNode? body = null, int status = 200) =>
        SendAsync(browser, HttpMethod.Post, path, body, status);

    /// <summary>A run when it has come to its end.</summary>
    public static async Task<JsonNode> EndOfRunAsync(HttpClient browser, JsonNode run)
    {
        for (var tries = 0; tries < 600; tries++)
        {
            var stands = (await GetAsync(browser, $"/connectors/runs/{run["id"]}"))!;
            if ((string?)stands["state"] != "Running")
            {
                return stands;
            }

            await Task.Delay(20, Token);
        }

        throw new TimeoutException($"The run {run["id"]} does not come to its end.");
    }

    /// <summary>Posts a delivery to the webhook endpoint, byte for byte.</summary>
    public async Task<HttpResponseMessage> DeliverAsync(
        ReadOnlyMemory<byte> body,
        IReadOnlyDictionary<string, string> headers,
        string system = "quickbooks",
        Action<HttpRequestMessage>? change = null
    )
    {
        using var client = Browser(tenant: null);
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/connectors/webhooks/{system}")
        {
            Content = new ReadOnlyMemoryContent(body),
        };
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        change?.Invoke(request);
        return await client.SendAsync(request, Token);
    }

    public Task<HttpResponseMessage> DeliverAsync(QuickBooksWebhookDelivery delivery) => DeliverAsync(delivery.Body, delivery.Headers);

    public async Task<int> InboxAsync() => (await Store.QueryInboxAsync(new() { Max = 1000 }, Token)).Count;

    /// <summary>Works until nothing is due but sweeps.</summary>
    public async Task RunAsync()
    {
        var clock = (SimulatedClock)Server.Clock;
        for (var turns = 0; turns < 100; turns++)
        {
            var turn = await Engine.RunDueAsync(Token);
            if (!turn.Worked && turn.NextAt is not { })
            {
                return;
            }

            if (!turn.Worked)
            {
                clock.Advance(turn.NextAt!.Value.ToDateTimeOffset() - clock.GetUtcNow() + TimeSpan.FromMilliseconds(1));
            }
        }

        Assert.Fail("The engine does not come to rest.");
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Server.DisposeAsync();
    }

    private static bool IsWorker(ServiceDescriptor one) =>
        one.ServiceType == typeof(IHostedService) && one.ImplementationFactory?.Method.ReturnType.Name == "SyncWorker";

    private static void Fill(OAuthApp app, QuickBooksSimulator simulator)
    {
        app.Environment = ConnectorEnvironment.Sandbox;
        app.ClientId = simulator.ClientId;
        app.ClientSecret = simulator.ClientSecret;
        app.ApiAddress = new Uri(simulator.BaseAddress.AbsoluteUri + "/");
        app.AuthorizeAddress = simulator.AuthorizeAddress;
        app.TokenAddress = simulator.TokenAddress;
        app.RevokeAddress = simulator.RevokeAddress;
        app.WebhookSecrets.Add(new Secret(simulator.WebhookVerifierToken));
    }

    private static void Fill(OAuthApp app, XeroSimulator simulator)
    {
        app.ClientId = simulator.ClientId;
        app.ClientSecret = simulator.ClientSecret;
        app.ApiAddress = new Uri(simulator.BaseAddress.AbsoluteUri + "/");
        app.AuthorizeAddress = simulator.AuthorizeAddress;
        app.TokenAddress = simulator.TokenAddress;
        app.RevokeAddress = simulator.RevokeAddress;
        app.WebhookSecrets.Add(new Secret(simulator.WebhookKey));
    }
}
