using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.CrashHost;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>A ledger that lives on, and a host in a process of its own that is killed and started again on its SQLite file.</summary>
internal sealed class CrashWorld : IAsyncDisposable
{
    private readonly ScratchDirectory _directory = new();
    private readonly SimulatorServer _server;
    private int _delivery;

    private CrashWorld(SimulatorServer server) => _server = server;

    public QuickBooksSimulator QuickBooks => _server.QuickBooks;

    public QuickBooksCompany Company => QuickBooks.Company;

    public XeroSimulator Xero => _server.Xero;

    public SimulatedClock Clock => (SimulatedClock)_server.Clock;

    public CrashSetup Setup => new() { Directory = _directory.Path, Simulator = _server.Address };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static async Task<CrashWorld> StartAsync(bool withXero = false)
    {
        var world = new CrashWorld(await SimulatorServer.StartAsync(
            new()
            {
                QuickBooksCompany = QuickBooksCompanyProfile.UnitedStates,
                XeroOrganisation = XeroOrganisationProfile.UnitedStates with { SampleData = false },
            },
            Token));
        Directory.CreateDirectory(world.Setup.Deliveries);
        await using var host = await world.OpenAsync();
        await using var scope = host.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<HostContext>().Database.EnsureCreatedAsync(Token);
        var connectors = host.Services.GetRequiredService<SequenceConnectors>();
        var page = await connectors.BeginConnectAsync(
            new()
            {
                Connector = "quickbooks",
                App = "sandbox",
                Tenant = CrashSetup.Tenant,
                RedirectUri = new("https://host.example/callback"),
            },
            Token
        );
        var connection = (await connectors.CompleteConnectAsync(world.QuickBooks.Approve(page, world.Company.RealmId), Token))[0];
        var item = (string)world.Company.Documents("Item").First(one => (string?)one["Type"] == "Service")["Id"]!;
        await connectors.ConfigureAsync(connection.Id, settings => settings.With("items.default", item), Token);
        if (withXero)
        {
            page = await connectors.BeginConnectAsync(
                new()
                {
                    Connector = "xero",
                    App = "sandbox",
                    Tenant = CrashSetup.Tenant,
                    RedirectUri = new("https://host.example/callback"),
                },
                Token
            );
            connection = (await connectors.CompleteConnectAsync(world.Xero.Approve(page), Token))[0];
            await connectors.ConfigureAsync(connection.Id, settings => settings.With("accounts.default", "200"), Token);
        }

        return world;
    }

    /// <summary>The host within this process, that nothing kills: on its file, and at the simulator's time.</summary>
    public async Task<OpenHost> OpenAsync(DelegatingHandler? network = null)
    {
        var time = await SharedTime.StartAsync(_server.Address);
        return new(CrashingHost.Build(Setup, time, new CrashPoints(), network), time);
    }

    /// <summary>Lets a host live in a process of its own, until nothing is due or it is killed.</summary>
    /// <returns>Whether it was killed.</returns>
    public static async Task<bool> LiveAsync(CrashSetup setup)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardError = true, RedirectStandardOutput = true };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Sequence.Connectors.CrashHost.dll"));
        foreach (var argument in setup.ToArguments())
        {
            start.ArgumentList.Add(argument);
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var errors = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        await output;
        const int killed = 128 + 9;
        return process.ExitCode is 0 or killed
            ? process.ExitCode == killed
            : throw new InvalidOperationException($"The host failed at '{setup.CrashAt}' in its run {setup.Run}: {errors}");
    }

    /// <summary>Hands what the ledgers tell to the host's door, where it lies until the host has taken it in.</summary>
    public async Task DeliverAsync()
    {
        while (QuickBooks.Webhooks.TakeNext() is { } delivery)
        {
            await DeliverAsync("quickbooks", delivery.Headers, delivery.Body);
        }

        while (Xero.Webhooks.TakeNext() is { } delivery)
        {
            await DeliverAsync("xero", delivery.Headers, delivery.Body);
        }
    }

    public ILookup<string, JsonObject> Standing() => Company.Invoices.Concat(Company.CreditMemos)
        .Where(one => ((string?)one["DocNumber"])?.StartsWith('N') ?? false).ToLookup(one => (string)one["DocNumber"]!);

    /// <summary>What of the host's documents stands in Xero, by number.</summary>
    public ILookup<string, JsonObject> StandingInXero() =>
        Xero
            .Organisation.Invoices.Select(one => (Number: (string)one["InvoiceNumber"]!, one))
            .Concat(Xero.Organisation.CreditNotes.Select(one => (Number: (string)one["CreditNoteNumber"]!, one)))
            .ToLookup(pair => pair.Number, pair => pair.one);

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _directory.Dispose();
    }

    private async Task DeliverAsync(string connector, IReadOnlyDictionary<string, string> headers, ReadOnlyMemory<byte> body)
    {
        var sent = new JsonObject();
        foreach (var (name, value) in headers)
        {
            sent[name] = value;
        }

        var json = new JsonObject { ["connector"] = connector, ["headers"] = sent, ["body"] = Convert.ToBase64String(body.Span) };
        await File.WriteAllTextAsync(Path.Combine(Setup.Deliveries, $"{++_delivery:D6}.json"), json.ToJsonString(), Token);
    }

    public sealed class OpenHost(ServiceProvider services, SharedTime time) : IAsyncDisposable
    {
        public IServiceProvider Services => services;

        public SharedTime Time => time;

        public SyncEngine Engine => services.GetRequiredService<SyncEngine>();

        public ISyncStore Store => services.GetRequiredService<ISyncStore>();

        /// <summary>Works until nothing is due.</summary>
        public async Task RestAsync()
        {
            time.Clock.AutoAdvance = true;
            for (var turns = 0; turns < 500; turns++)
            {
                var turn = await Engine.RunDueAsync(Token);
                if (!turn.Worked && turn.NextAt is null)
                {
                    return;
                }

                if (!turn.Worked)
                {
                    var wait = turn.NextAt!.Value.ToDateTimeOffset() - time.Clock.GetUtcNow() + TimeSpan.FromMilliseconds(1);
                    time.Clock.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1));
                    await time.TellAsync();
                }
            }

            Assert.Fail("The engine does not come to rest.");
        }

        public async ValueTask DisposeAsync()
        {
            await services.DisposeAsync();
            time.Dispose();
        }
    }
}
