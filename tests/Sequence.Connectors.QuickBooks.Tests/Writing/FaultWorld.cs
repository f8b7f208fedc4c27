using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>A host whose process can die: the stores and the journal outlive it, and so does the company.</summary>
internal sealed class FaultWorld : IAsyncDisposable
{
    private readonly InMemoryGrantStore _grants = new();
    private readonly InMemoryConnectionStore _connections = new();
    private readonly Dictionary<string, WriteAttempt> _journal = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly SentRequests _sent = new();
    private readonly DelegatingHandler? _network;
    private ServiceProvider _process;

    private FaultWorld(SimulatorServer server, DelegatingHandler? network)
    {
        (Server, _network) = (server, network);
        _process = NewProcess();
        CustomerId = Company.AddCustomer("Fault & Sons");
    }

    public SimulatorServer Server { get; }

    public QuickBooksSimulator QuickBooks => Server.QuickBooks;

    public QuickBooksCompany Company => QuickBooks.Company;

    public SimulatedClock Clock => (SimulatedClock)Server.Clock;

    public string CustomerId { get; }

    public ConnectorSession Session { get; private set; } = null!;

    public SequenceConnectors Connectors => _process.GetRequiredService<SequenceConnectors>();

    public IGrantStore Grants => _grants;

    public IConnectionStore Connections => _connections;

    /// <summary>Called when an attempt was written down; throws where the process dies there.</summary>
    public Action? Journaled { get; set; }

    public IReadOnlyCollection<WriteAttempt> Attempts => _journal.Values;

    /// <summary>The attempts with a member whose outcome was not recorded.</summary>
    public ValueList<WriteAttempt> Unsettled => _journal.Values.Where(attempt => attempt.Members.Any(_open.Contains)).ToValueList();

    public WriteContext Context => new() { BeforeSend = JournalAsync, Unsettled = Unsettled };

    /// <summary>Starts the company and connects to it.</summary>
    /// <param name="profile">The company; one in the United States unless given.</param>
    /// <param name="network">What stands between the host and QuickBooks; nothing unless given.</param>
    public static async Task<FaultWorld> StartAsync(QuickBooksCompanyProfile? profile = null, DelegatingHandler? network = null)
    {
        var token = TestContext.Current.CancellationToken;
        var server = await SimulatorServer.StartAsync(
            new() { QuickBooksCompany = profile ?? QuickBooksCompanyProfile.UnitedStates },
            token
        );
        ((SimulatedClock)server.Clock).AutoAdvance = true;
        var world = new FaultWorld(server, network);
        var connectors = world._process.GetRequiredService<SequenceConnectors>();
        var page = await connectors.BeginConnectAsync(
            new()
            {
                Connector = "quickbooks",
                App = "sandbox",
                Tenant = "tenant-1",
                RedirectUri = new("https://host.example/connectors/callback"),
            },
            token
        );
        var connection = (await connectors.CompleteConnectAsync(world.QuickBooks.Approve(page, world.Company.RealmId), token))[0];
        var item = world.Company.Documents("Item").First(one => (string?)one["Type"] == "Service")["Id"]!.GetValue<string>();
        var settings = connection.Settings.With("items.default", item).With("mails.to_customers", "yes");
        await world._connections.TryReplaceAsync(connection with { Settings = settings }, token);
        world.Session = await connectors.OpenAsync(connection.Id, token);
        return world;
    }

    /// <summary>The process dies, and another one starts over the same stores.</summary>
    public async Task RestartAsync()
    {
        await _process.DisposeAsync();
        _process = NewProcess();
        Journaled = null;
        Session = await _process
            .GetRequiredService<SequenceConnectors>()
            .OpenAsync(Session.Connection.Id, TestContext.Current.CancellationToken);
    }

    public WriteIntent<Invoice> Intent(int number, decimal price = 10m) => new()
    {
        Key = IntentKey.Of(Session.Connection.Id, RecordType.Of<Invoice>(), $"inv-{number}", WriteVerb.Upsert),
        Record = new()
        {
            Id = $"inv-{number}",
            Number = $"F-{number}",
            CustomerId = "cus-1",
            Currency = CurrencyCode.Parse("USD"),
            IssueDate = new(2026, 3, 2),
            DueDate = new(2026, 4, 1),
            Status = DocumentStatus.Final,
            Lines = [new() { Id = "l1", Description = "Seats", Quantity = 3, UnitPrice = price, NetTotal = 3 * price, TaxTotal = 0 }],
            NetTotal = 3 * price,
            TaxTotal = 0,
            GrossTotal = 3 * price,
        },
        References = References.To<Customer>("cus-1", CustomerId),
    };

    public List<WriteIntent<Invoice>> Intents(int count, decimal price = 10m) =>
        [.. Enumerable.Range(1, count).Select(number => Intent(number, price))];

    /// <summary>Writes and records the outcomes, as an engine does.</summary>
    public async Task<List<WriteOutcome>> WriteAsync(IReadOnlyList<WriteIntent<Invoice>> intents, WriteContext? context = null)
    {
        var outcomes = await Session.Invoices.WriteAsync(intents, context ?? Context, TestContext.Current.CancellationToken)
            .ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(intents.Select(intent => intent.Key).Order(), outcomes.Select(outcome => outcome.IntentKey).Order());
        _open.ExceptWith(outcomes.Where(outcome => outcome is not WriteOutcome.Uncertain).Select(outcome => outcome.IntentKey));
        return outcomes;
    }

    /// <summary>Writes until nothing is uncertain: waits as long as each outcome says, and gives the attempts back.</summary>
    public async Task<Dictionary<string, WriteOutcome>> WriteUntilKnownAsync(
        IReadOnlyList<WriteIntent<Invoice>> intents,
        bool onlyOutcomes = false
    )
    {
        var known = new Dictionary<string, WriteOutcome>(StringComparer.Ordinal);
        var context = Context;
        for (var round = 1; intents.Count > 0; round++)
        {
            Assert.True(round <= 4, "The outcome is still not known after four rounds.");
            foreach (var outcome in await WriteAsync(intents, context))
            {
                known[outcome.IntentKey] = outcome;
            }

            var uncertain = known.Values.OfType<WriteOutcome.Uncertain>().ToList();
            intents = [.. intents.Where(intent => known[intent.Key] is WriteOutcome.Uncertain or WriteOutcome.NotAttempted)];
            Clock.Advance(uncertain.Select(one => one.ProbeAfter).Append(Duration.Zero).Max()!.Value.ToTimeSpan());
            context = onlyOutcomes
                ? Context with { Unsettled = uncertain.Select(one => one.Attempt).DistinctBy(attempt => attempt.Key).ToValueList() }
                : Context;
        }

        return known;
    }

    /// <summary>The invoices in the company that an intent made.</summary>
    public List<JsonObject> MadeBy(WriteIntent<Invoice> intent) =>
        [
            .. Company.Invoices.Where(invoice =>
                ((string?)invoice["PrivateNote"])?.Contains($"[{intent.Key}]", StringComparison.Ordinal) == true
            ),
        ];

    public void AssertStandsOnce(WriteIntent<Invoice> intent, WriteOutcome outcome)
    {
        var invoice = Assert.Single(MadeBy(intent));
        var created = Assert.IsType<WriteOutcome.Created>(outcome);
        Assert.Equal((string?)invoice["Id"], created.ExternalId);
        Assert.Equal(intent.Record.NetTotal, invoice["TotalAmt"]!.GetValue<decimal>());
        if (Company.Profile.CustomTxnNumbers)
        {
            Assert.Equal(intent.Record.Number, (string?)invoice["DocNumber"]);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await Server.DisposeAsync();
        _sent.AssertAsIntuitSays();
    }

    /// <summary>Another process over the same stores.</summary>
    public ServiceProvider NewProcess() => QuickBooksWorld.Host(Server, connectors =>
    {
        connectors.Services.AddSingleton<IGrantStore>(_grants).AddSingleton<IConnectionStore>(_connections);
        connectors.ConfigureHttpClient("quickbooks", http => http.AddHttpMessageHandler(() => new SentRequests.Handler(_sent)));
        if (_network is not null)
        {
            connectors.ConfigureHttpClient("quickbooks", http => http.AddHttpMessageHandler(() => _network));
        }
    });

    private ValueTask JournalAsync(WriteAttempt attempt, CancellationToken cancellationToken)
    {
        _journal[attempt.Key] = attempt;
        _open.UnionWith(attempt.Members);
        Journaled?.Invoke();
        return ValueTask.CompletedTask;
    }
}
