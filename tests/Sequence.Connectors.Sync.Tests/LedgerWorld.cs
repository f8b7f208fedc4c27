using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Sequence.Connectors.Http;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>A host with the engine, a simulated company that it is connected to, and one clock for both.</summary>
internal sealed class LedgerWorld : IAsyncDisposable
{
    private readonly ServiceProvider _host;

    private LedgerWorld(SimulatorServer server, ServiceProvider host) => (Server, _host) = (server, host);

    public SimulatorServer Server { get; }

    public QuickBooksSimulator QuickBooks => Server.QuickBooks;

    public QuickBooksCompany Company => QuickBooks.Company;

    public SimulatedClock Clock => (SimulatedClock)Server.Clock;

    public IServiceProvider Services => _host;

    public SequenceConnectors Connectors => _host.GetRequiredService<SequenceConnectors>();

    public SyncEngine Engine => _host.GetRequiredService<SyncEngine>();

    public ISyncStore Store => _host.GetRequiredService<ISyncStore>();

    public Connection Connection { get; private set; } = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<LedgerWorld> StartAsync(
        Action<SyncBuilder>? configure = null,
        Action<SequenceConnectorsBuilder>? stores = null
    )
    {
        var server = await SimulatorServer.StartAsync(new() { QuickBooksCompany = QuickBooksCompanyProfile.UnitedStates }, Token);
        var clock = (SimulatedClock)server.Clock;
        var services = new ServiceCollection();
        services.AddSingleton(server.Clock);
        services.AddSequenceConnectors(connectors =>
        {
            connectors
                .AddQuickBooks(quickbooks => quickbooks.App("sandbox", app => Fill(app, server.QuickBooks)))
                .ConfigureHttpClient("quickbooks", http => http.AddHttpMessageHandler(() => new ClockHoldingHandler(clock)))
                .ConfigureOAuthClient("quickbooks", http => http.AddHttpMessageHandler(() => new ClockHoldingHandler(clock)))
                .AddSync(configure);
            stores?.Invoke(connectors);
        });
        var world = new LedgerWorld(server, services.BuildServiceProvider());
        foreach (var start in world.Services.GetServices<IHostedService>().OfType<IHostedLifecycleService>())
        {
            await start.StartingAsync(Token);
        }

        world.Connection = await world.ConnectAsync("tenant-1");
        // Not before: the first calls take long to compile, and the clock would take that for waiting.
        clock.AutoAdvance = true;
        return world;
    }

    public async Task<Connection> ConnectAsync(string tenant, QuickBooksCompany? company = null)
    {
        var page = await Connectors.BeginConnectAsync(
            new()
            {
                Connector = "quickbooks",
                App = "sandbox",
                Tenant = tenant,
                RedirectUri = new("https://host.example/callback"),
            },
            Token
        );
        var connection = (await Connectors.CompleteConnectAsync(QuickBooks.Approve(page, (company ?? Company).RealmId), Token))[
            0
        ];
        var item = (company ?? Company).Documents("Item").First(one => (string?)one["Type"] == "Service")[
            "Id"
        ]!.GetValue<string>();
        return await Connectors.ConfigureAsync(connection.Id, settings => settings.With("items.default", item), Token);
    }

    /// <summary>Works until nothing is due but sweeps, letting the clock go on where something waits.</summary>
    public async Task RunAsync()
    {
        for (var turns = 0; turns < 500; turns++)
        {
            var turn = await Engine.RunDueAsync(Token);
            if (turn.Worked)
            {
                continue;
            }

            if (turn.NextAt is not { } next)
            {
                return;
            }

            Clock.Advance(next.ToDateTimeOffset() - Clock.GetUtcNow() + TimeSpan.FromMilliseconds(1));
        }

        Assert.Fail("The engine does not come to rest.");
    }

    public Task PublishAsync<TRecord>(TRecord record, HostEvent what)
        where TRecord : class, IRecord => Engine.Publisher.PublishAsync("tenant-1", record, what, cancellationToken: Token);

    /// <summary>Hands a delivery to the engine, as the host's endpoint does.</summary>
    public Task<WebhookVerdict> ReceiveAsync(QuickBooksWebhookDelivery delivery) => Engine.ReceiveAsync(
        "quickbooks",
        new()
        {
            Method = "POST",
            Address = new("https://host.example/webhooks/quickbooks"),
            Headers = delivery.Headers,
            Body = delivery.Body,
            ReceivedAt = Instant.FromDateTimeOffset(Clock.GetUtcNow()),
        },
        [new Secret(QuickBooks.WebhookVerifierToken)],
        Token);

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Server.DisposeAsync();
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
    }
}
