using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.Testing;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>A simulated world with a host whose tenant is connected to a QuickBooks company, in the words of these tests.</summary>
internal sealed class SyncWorld : IAsyncDisposable
{
    private SyncWorld(SimulatedWorld world) => World = world;

    public SimulatedWorld World { get; }

    public QuickBooksSimulator QuickBooks => World.Simulators.QuickBooks;

    public QuickBooksCompany Company => QuickBooks.Company;

    public SimulatedClock Clock => World.Clock;

    public IServiceProvider Services => World.Services;

    public SequenceConnectors Connectors => World.Connectors;

    public SyncEngine Engine => World.Engine;

    public ISyncStore Store => Services.GetRequiredService<ISyncStore>();

    public Connection Connection { get; private set; } = null!;

    /// <summary>What the engine told the host, in order.</summary>
    public ToldChanges Told { get; private init; } = new();

    /// <summary>A company that adds no tax of its own, so that totals are the host's.</summary>
    public static QuickBooksCompanyProfile WithoutTax => QuickBooksCompanyProfile.UnitedStatesManualTax;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<SyncWorld> StartAsync(
        Action<SyncBuilder>? configure = null, QuickBooksCompanyProfile? profile = null, Action<IServiceCollection>? addHost = null)
    {
        var told = new ToldChanges();
        var simulators = new SimulatorServerOptions { QuickBooksCompany = profile ?? WithoutTax };
        var simulated = await SimulatedWorld.StartAsync(
            (services, configuration) =>
            {
                services.AddSingleton(told).AddSequenceConnectors(connectors => connectors
                    .AddQuickBooks(configuration.GetSection("QuickBooks"))
                    .AddSync(sync =>
                    {
                        ToldChanges.ListenTo(sync);
                        configure?.Invoke(sync);
                    }));
                addHost?.Invoke(services);
            },
            simulators,
            Token);
        var world = new SyncWorld(simulated) { Told = told };
        world.Connection = await world.ConnectAsync("tenant-1");
        return world;
    }

    public Task<Connection> ConnectAsync(string tenant, QuickBooksCompany? company = null)
    {
        var item = (company ?? Company).Documents("Item").First(one => (string?)one["Type"] == "Service")["Id"]!.GetValue<string>();
        return World.ConnectAsync(tenant, "quickbooks", settings => settings.With("items.default", item), company?.RealmId, Token);
    }

    /// <summary>Works until nothing is due but sweeps, letting the clock go on where something waits.</summary>
    public Task RunAsync() => World.RunUntilQuietAsync(cancellationToken: Token);

    /// <summary>Delivers webhooks and works, until both are quiet.</summary>
    public Task SettleAsync() => World.SettleAsync(Token);

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

    /// <summary>Publishes a customer and an invoice of theirs, and has both sent.</summary>
    public async Task<string> PushAsync(Invoice invoice)
    {
        await PublishAsync(HostRecords.Customer(invoice.CustomerId!), HostEvent.Saved);
        await PublishAsync(invoice, HostEvent.Finalized);
        await SettleAsync();
        return (string)There(invoice)["Id"]!;
    }

    /// <summary>The invoice in QuickBooks, of which there is one.</summary>
    public System.Text.Json.Nodes.JsonObject There(Invoice invoice, QuickBooksCompany? company = null) =>
        Assert.Single((company ?? Company).Invoices, one => (string?)one["DocNumber"] == invoice.Number);

    /// <summary>Whether a customer in QuickBooks is the one of <see cref="HostRecords"/>; its name bears the currency.</summary>
    public static bool IsOurs(System.Text.Json.Nodes.JsonObject customer) =>
        ((string?)customer["DisplayName"])!.StartsWith("Customer C-1", StringComparison.Ordinal);

    public async Task<IReadOnlyList<SyncProblem>> ProblemsAsync() => await Engine.Problems.ListAsync(cancellationToken: Token);

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
