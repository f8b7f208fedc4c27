using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// A host with the endpoints on Kestrel and the stores in a SQLite file, and many tenants, each with a simulated company.
/// </summary>
internal sealed class RealTimeHost : IAsyncDisposable
{
    private const int Tenants = 400;
    private readonly WebApplication _app;

    private RealTimeHost(SimulatorServer simulators, WebApplication app) => (Simulators, _app) = (simulators, app);

    public SimulatorServer Simulators { get; }

    public SyncEngine Engine => _app.Services.GetRequiredService<SyncEngine>();

    public Reactions Told => _app.Services.GetRequiredService<Reactions>();

    public Uri Webhooks => new(new Uri(_app.Urls.First()), "/connectors/webhooks/quickbooks");

    public static async Task<RealTimeHost> StartAsync(string file, CancellationToken cancellationToken)
    {
        var simulators = await SimulatorServer.StartAsync(new() { Clock = TimeProvider.System }, cancellationToken);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddAuthentication();
        builder.Services.AddAuthorizationBuilder().AddPolicy("nobody", policy => policy.RequireAuthenticatedUser());
        builder.Services.AddSingleton<Reactions>();
        builder.Services.AddSequenceConnectors(connectors =>
            connectors
                .AddQuickBooks(simulators.Configuration.GetSection("QuickBooks"))
                .UseSqliteStores($"Data Source={file}")
                .UseSecretKeys(new byte[32])
                .AddSync(sync => sync.React<InvoicePaymentChanged, Paid>())
                .AddEndpoints(options =>
                {
                    options.PublicAddress = new("http://localhost");
                    options.Policy = "nobody";
                    options.ResolveTenant(_ => null);
                })
        );
        var app = builder.Build();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapSequenceConnectors();
        await app.StartAsync(cancellationToken);
        var host = new RealTimeHost(simulators, app);
        await host.ConnectAsync(cancellationToken);
        return host;
    }

    public static string TenantOf(int number) => $"tenant-{number % Tenants}";

    public static Invoice InvoiceOf(int number) =>
        new()
        {
            Id = $"inv-{number}",
            Number = $"I-{number}",
            CustomerId = $"c-{TenantOf(number)}",
            IssueDate = new(2026, 3, 1),
            DueDate = new(2026, 3, 31),
            Currency = CurrencyCode.Parse("USD"),
            Status = DocumentStatus.Final,
            Lines = [new() { Id = "1", Description = "Seats", Quantity = 1m, NetTotal = 100m }],
            NetTotal = 100m,
            GrossTotal = 100m,
        };

    /// <summary>Forgets what the system would still deliver: what the engine itself wrote.</summary>
    public void DropDeliveries()
    {
        while (Simulators.QuickBooks.Webhooks.TakeNext() is not null)
        {
        }
    }

    /// <summary>Pays an invoice in its company, and gives what the system would deliver of that.</summary>
    public QuickBooksWebhookDelivery Pay(int number, string externalId)
    {
        var payment = Simulators.QuickBooks.Companies[number % Tenants].ReceivePayment(externalId, 100m);
        var delivery = Simulators.QuickBooks.Webhooks.TakeNext()!;
        return delivery.Events.Any(one => one.Entity == "Payment" && one.Id == payment)
            ? delivery
            : throw new InvalidOperationException($"The delivery is not the one of payment {payment}.");
    }

    public async Task<string> ExternalIdAsync(
        int number,
        IReadOnlyDictionary<string, string> connections,
        CancellationToken cancellationToken
    )
    {
        var links = await Engine.Links.FindAsync(
            connections[TenantOf(number)],
            new(RecordType.Of<Invoice>(), $"inv-{number}"),
            cancellationToken
        );
        return links.Single().ExternalId;
    }

    public async Task<IReadOnlyDictionary<string, string>> ConnectionsAsync(CancellationToken cancellationToken)
    {
        var store = _app.Services.GetRequiredService<IConnectionStore>();
        var found = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var number = 0; number < Tenants; number++)
        {
            found[TenantOf(number)] = (await store.ListAsync(TenantOf(number), cancellationToken)).Single().Id;
        }

        return found;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await Simulators.DisposeAsync();
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        var connectors = _app.Services.GetRequiredService<SequenceConnectors>();
        for (var number = 0; number < Tenants; number++)
        {
            var company = number == 0
                ? Simulators.QuickBooks.Company
                : Simulators.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates);
            var page = await connectors.BeginConnectAsync(
                new()
                {
                    Connector = "quickbooks",
                    App = "sandbox",
                    Tenant = TenantOf(number),
                    RedirectUri = new("http://localhost/callback"),
                },
                cancellationToken
            );
            var back = Simulators.QuickBooks.Approve(page, company.RealmId);
            var connection = (await connectors.CompleteConnectAsync(back, cancellationToken))[0];
            var item = (string)company.Documents("Item").First(one => (string?)one["Type"] == "Service")["Id"]!;
            await connectors.ConfigureAsync(connection.Id, settings => settings.With("items.default", item), cancellationToken);
            await Engine.Publisher.PublishAsync(
                TenantOf(number),
                new Customer { Id = $"c-{TenantOf(number)}", Name = $"Customer {number}", Currency = CurrencyCode.Parse("USD") },
                HostEvent.Saved,
                cancellationToken: cancellationToken
            );
        }
    }

    /// <summary>When the host was told of each paid invoice.</summary>
    internal sealed class Reactions
    {
        public ConcurrentDictionary<string, long> At { get; } = new(StringComparer.Ordinal);
    }

    internal sealed class Paid(Reactions told) : IReaction<InvoicePaymentChanged>
    {
        public Task ReactAsync(InvoicePaymentChanged change, CancellationToken cancellationToken)
        {
            told.At.TryAdd(change.LocalId, Stopwatch.GetTimestamp());
            return Task.CompletedTask;
        }
    }
}
