using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Http;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>A simulated company, a host that is connected to it through consent, and one clock for both.</summary>
internal sealed class QuickBooksWorld : IAsyncDisposable
{
    private readonly ServiceProvider _host;

    private QuickBooksWorld(SimulatorServer server, QuickBooksCompany company, ServiceProvider host) =>
        (Server, Company, _host) = (server, company, host);

    public SimulatorServer Server { get; }

    public QuickBooksSimulator QuickBooks => Server.QuickBooks;

    public QuickBooksCompany Company { get; }

    public SimulatedClock Clock => (SimulatedClock)Server.Clock;

    public SequenceConnectors Connectors => _host.GetRequiredService<SequenceConnectors>();

    public IServiceProvider Services => _host;

    /// <summary>What the connector sent so far, as it left.</summary>
    public SentRequests Sent { get; private init; } = new();

    public Connection Connection { get; private set; } = null!;

    public ConnectorSession Session { get; private set; } = null!;

    public static async Task<QuickBooksWorld> StartAsync(
        QuickBooksCompanyProfile? profile = null,
        Func<ConnectionSettings, ConnectionSettings>? settings = null,
        Action<SequenceConnectorsBuilder>? configure = null)
    {
        var token = TestContext.Current.CancellationToken;
        var server = await SimulatorServer.StartAsync(
            new() { QuickBooksCompany = profile ?? QuickBooksCompanyProfile.UnitedStates },
            token
        );
        ((SimulatedClock)server.Clock).AutoAdvance = true;
        var sent = new SentRequests();
        var host = Host(server, connectors =>
        {
            connectors.ConfigureHttpClient("quickbooks", http => http.AddHttpMessageHandler(() => new SentRequests.Handler(sent)));
            configure?.Invoke(connectors);
        });
        var world = new QuickBooksWorld(server, server.QuickBooks.Company, host) { Sent = sent };
        world.Connection = (await world.ConnectAsync())[0];
        await world.ConfigureAsync(settings ?? (given => given.With("items.default", world.ServiceItem())));
        return world;
    }

    /// <summary>A host with a connector over the simulator; its stores are its own unless changed.</summary>
    public static ServiceProvider Host(SimulatorServer server, Action<SequenceConnectorsBuilder>? configure = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(server.Clock);
        services.AddSequenceConnectors(connectors =>
        {
            connectors.AddQuickBooks(quickbooks => quickbooks.App("sandbox", app => Fill(app, server.QuickBooks)));
            if (server.Clock is SimulatedClock clock)
            {
                connectors.ConfigureHttpClient("quickbooks", http => http.AddHttpMessageHandler(() => new ClockHoldingHandler(clock)));
                connectors.ConfigureOAuthClient("quickbooks", http => http.AddHttpMessageHandler(() => new ClockHoldingHandler(clock)));
            }

            configure?.Invoke(connectors);
        });
        return services.BuildServiceProvider();
    }

    public Task<IReadOnlyList<Connection>> ConnectAsync(string tenant = "tenant-1", QuickBooksCompany? company = null) =>
        ConnectAsync(Connectors, tenant, company);

    public async Task<IReadOnlyList<Connection>> ConnectAsync(
        SequenceConnectors connectors,
        string tenant,
        QuickBooksCompany? company = null
    )
    {
        var token = TestContext.Current.CancellationToken;
        var page = await connectors.BeginConnectAsync(
            new()
            {
                Connector = "quickbooks",
                App = "sandbox",
                Tenant = tenant,
                RedirectUri = new("https://host.example/connectors/callback"),
            },
            token
        );
        return await connectors.CompleteConnectAsync(QuickBooks.Approve(page, (company ?? Company).RealmId), token);
    }

    public async Task ConfigureAsync(Func<ConnectionSettings, ConnectionSettings> settings)
    {
        var token = TestContext.Current.CancellationToken;
        var store = _host.GetRequiredService<IConnectionStore>();
        Connection = (await store.TryReplaceAsync(Connection with { Settings = settings(Connection.Settings) }, token))!;
        Session = await Connectors.OpenAsync(Connection.Id, token);
    }

    /// <summary>The id of an item that services are sold as.</summary>
    public string ServiceItem() => Company.Documents("Item").First(item => (string?)item["Type"] == "Service")["Id"]!.GetValue<string>();

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Server.DisposeAsync();
        Sent.AssertAsIntuitSays();
    }

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
}
