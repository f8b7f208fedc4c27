using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.Testing;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>A host whose tenant has its books in Xero, and in QuickBooks too where a test says so.</summary>
internal sealed class LedgersWorld : IAsyncDisposable
{
    private LedgersWorld(SimulatedWorld world) => World = world;

    public SimulatedWorld World { get; }

    public XeroSimulator Xero => World.Simulators.Xero;

    public XeroOrganisation Organisation => Xero.Organisation;

    public QuickBooksSimulator QuickBooks => World.Simulators.QuickBooks;

    public QuickBooksCompany Company => QuickBooks.Company;

    public SyncEngine Engine => World.Engine;

    public ISyncStore Store => World.Services.GetRequiredService<ISyncStore>();

    public Connection XeroConnection { get; private set; } = null!;

    public Connection? QuickBooksConnection { get; private set; }

    /// <summary>What the engine told the host, in order.</summary>
    public ToldChanges Told { get; private init; } = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<LedgersWorld> StartAsync(
        bool withQuickBooks = false, XeroOrganisationProfile? organisation = null, Action<SequenceConnectorsBuilder>? configure = null)
    {
        var told = new ToldChanges();
        var simulated = await SimulatedWorld.StartAsync(
            (services, configuration) => services.AddSingleton(told).AddSequenceConnectors(connectors =>
            {
                connectors
                    .AddQuickBooks(configuration.GetSection("QuickBooks"))
                    .AddXero(configuration.GetSection("Xero"))
                    .AddSync(ToldChanges.ListenTo);
                configure?.Invoke(connectors);
            }),
            new()
            {
                QuickBooksCompany = SyncWorld.WithoutTax,
                XeroOrganisation = organisation ?? XeroOrganisationProfile.UnitedStates with { SampleData = false },
            },
            Token);
        var world = new LedgersWorld(simulated) { Told = told };
        world.XeroConnection = await simulated.ConnectAsync(
            "tenant-1",
            "xero",
            settings => settings.With("accounts.default", "200").With("payments.deposit_account", "090"),
            cancellationToken: Token
        );
        if (withQuickBooks)
        {
            var item = (string)world.Company.Documents("Item").First(one => (string?)one["Type"] == "Service")["Id"]!;
            world.QuickBooksConnection = await simulated.ConnectAsync(
                "tenant-1", "quickbooks", settings => settings.With("items.default", item), cancellationToken: Token);
        }

        return world;
    }

    public Task SettleAsync() => World.SettleAsync(Token);

    public Task PublishAsync<TRecord>(TRecord record, HostEvent what)
        where TRecord : class, IRecord => Engine.Publisher.PublishAsync("tenant-1", record, what, cancellationToken: Token);

    /// <summary>Publishes a customer and an invoice of theirs, and has both sent; returns the invoice's id in Xero.</summary>
    public async Task<string> PushAsync(Invoice invoice, XeroOrganisation? organisation = null)
    {
        await PublishAsync(HostRecords.Customer(invoice.CustomerId!), HostEvent.Saved);
        await PublishAsync(invoice, HostEvent.Finalized);
        await SettleAsync();
        return (string)InXero(invoice, organisation)["InvoiceID"]!;
    }

    /// <summary>The invoice in Xero, of which there is one.</summary>
    public JsonObject InXero(Invoice invoice, XeroOrganisation? organisation = null) =>
        Assert.Single((organisation ?? Organisation).Invoices, one => (string?)one["InvoiceNumber"] == invoice.Number);

    /// <summary>The invoice in QuickBooks, of which there is one.</summary>
    public JsonObject InQuickBooks(Invoice invoice) => Assert.Single(Company.Invoices, one => (string?)one["DocNumber"] == invoice.Number);

    public async Task<IReadOnlyList<SyncProblem>> ProblemsAsync() => await Engine.Problems.ListAsync(cancellationToken: Token);

    public Task<IReadOnlyList<JournalEntry>> LogAsync(Invoice invoice) =>
        Engine.Problems.ReadLogAsync(new() { LocalId = invoice.Id }, Token);

    public ValueTask DisposeAsync() => World.DisposeAsync();
}
