using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Http;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>
/// A simulated organisation, and a host that is connected to it through consent: its process can die, its stores and its journal
/// outlive it.
/// </summary>
internal sealed class XeroWorld : IAsyncDisposable
{
    private readonly InMemoryGrantStore _grants = new();
    private readonly InMemoryConnectionStore _connections = new();
    private readonly Dictionary<string, WriteAttempt> _journal = new(StringComparer.Ordinal);
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly HashSet<string> _linked = new(StringComparer.Ordinal);
    private readonly Action<SequenceConnectorsBuilder>? _configure;
    private ServiceProvider _process;

    private XeroWorld(SimulatorServer server, Action<SequenceConnectorsBuilder>? configure)
    {
        (Server, _configure) = (server, configure);
        _process = NewProcess();
        ContactId = Organisation.AddContact("Fault & Sons", "ap@fault.example");
    }

    public SimulatorServer Server { get; }

    public XeroSimulator Xero => Server.Xero;

    public XeroOrganisation Organisation => Xero.Organisation;

    public SimulatedClock Clock => (SimulatedClock)Server.Clock;

    /// <summary>A contact in Xero that records of the tests refer to as "cus-1".</summary>
    public string ContactId { get; }

    public Connection Connection { get; private set; } = null!;

    public ConnectorSession Session { get; private set; } = null!;

    public IServiceProvider Services => _process;

    public SequenceConnectors Connectors => _process.GetRequiredService<SequenceConnectors>();

    public IGrantStore Grants => _grants;

    public IConnectionStore Connections => _connections;

    /// <summary>Called when an attempt was written down; throws where the process dies there.</summary>
    public Action? Journaled { get; set; }

    public IReadOnlyCollection<WriteAttempt> Attempts => _journal.Values;

    public WriteContext Context =>
        new()
        {
            BeforeSend = JournalAsync,
            IsLinked = (id, _) => new(_linked.Contains(id)),
            Unsettled = _journal.Values.Where(attempt => attempt.Members.Any(_open.Contains)).ToValueList(),
        };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static async Task<XeroWorld> StartAsync(
        XeroOrganisationProfile? profile = null,
        Func<ConnectionSettings, ConnectionSettings>? settings = null,
        Action<SequenceConnectorsBuilder>? configure = null)
    {
        var server = await SimulatorServer.StartAsync(
            new() { XeroOrganisation = profile ?? XeroOrganisationProfile.NewZealand with { SampleData = false } },
            Stop
        );
        ((SimulatedClock)server.Clock).AutoAdvance = true;
        var world = new XeroWorld(server, configure);
        world.Connection = Assert.Single(await world.ConnectAsync(world.Organisation.TenantId));
        await world.ConfigureAsync(settings ?? (given => given.With("accounts.default", "200").With("payments.deposit_account", "090")));
        return world;
    }

    public async Task<IReadOnlyList<Connection>> ConnectAsync(string organisation, string tenant = "tenant-1", string app = "sandbox")
    {
        var page = await Connectors.BeginConnectAsync(Request(tenant, app), Stop);
        return await Connectors.CompleteConnectAsync(Xero.Approve(page, organisation), Stop);
    }

    public static ConnectRequest Request(string tenant = "tenant-1", string app = "sandbox") =>
        new() { Connector = "xero", App = app, Tenant = tenant, RedirectUri = new("https://host.example/connectors/callback") };

    /// <summary>The id of the account of a code.</summary>
    public string AccountId(string code) => (string)Organisation.Documents("Account").FindBy("Code", code)!["AccountID"]!;

    public async Task ConfigureAsync(Func<ConnectionSettings, ConnectionSettings> settings)
    {
        Connection = (await _connections.TryReplaceAsync(Connection with { Settings = settings(Connection.Settings) }, Stop))!;
        Session = await Connectors.OpenAsync(Connection.Id, Stop);
    }

    /// <summary>Somebody takes all links away.</summary>
    public void Unlink() => _linked.Clear();

    /// <summary>The process dies, and another one starts over the same stores.</summary>
    public async Task RestartAsync()
    {
        await _process.DisposeAsync();
        _process = NewProcess();
        Journaled = null;
        Session = await Connectors.OpenAsync(Connection.Id, Stop);
    }

    /// <summary>Writes and records the outcomes, as an engine does.</summary>
    public async Task<List<WriteOutcome>> WriteAsync<TRecord>(IReadOnlyList<WriteIntent<TRecord>> intents, WriteContext? context = null)
        where TRecord : class, IRecord
    {
        var outcomes = await Session.Records<TRecord>().WriteAsync(intents, context ?? Context, Stop).ToListAsync(Stop);
        Assert.Equal(intents.Select(intent => intent.Key).Order(), outcomes.Select(outcome => outcome.IntentKey).Order());
        _linked.UnionWith(outcomes.OfType<WriteOutcome.Settled>().Select(outcome => outcome.ExternalId));
        _open.ExceptWith(outcomes.Where(outcome => outcome is not WriteOutcome.Uncertain).Select(outcome => outcome.IntentKey));
        return outcomes;
    }

    public async Task<WriteOutcome> WriteAsync<TRecord>(WriteIntent<TRecord> intent, WriteContext? context = null)
        where TRecord : class, IRecord => Assert.Single(await WriteAsync([intent], context));

    /// <summary>Writes until nothing is uncertain: waits as long as each outcome says, and gives the attempts back.</summary>
    public async Task<Dictionary<string, WriteOutcome>> WriteUntilKnownAsync<TRecord>(IReadOnlyList<WriteIntent<TRecord>> intents)
        where TRecord : class, IRecord
    {
        var known = new Dictionary<string, WriteOutcome>(StringComparer.Ordinal);
        for (var round = 1; intents.Count > 0; round++)
        {
            // Each send that fails on Xero's side costs two rounds: one to wait, one to look and to send again.
            Assert.True(round <= 6, $"The outcome is still not known after six rounds: {string.Join("; ", known.Values)}");
            foreach (var outcome in await WriteAsync(intents))
            {
                known[outcome.IntentKey] = outcome;
            }

            intents = [.. intents.Where(intent => known[intent.Key] is WriteOutcome.Uncertain or WriteOutcome.NotAttempted)];
            var waits = known.Values.Select(one => one switch
            {
                WriteOutcome.Uncertain uncertain => uncertain.ProbeAfter,
                WriteOutcome.NotAttempted postponed => postponed.RetryAfter,
                _ => null,
            });
            Clock.Advance((waits.Max() ?? Duration.Zero).ToTimeSpan());
        }

        return known;
    }

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        await Server.DisposeAsync();
    }

    /// <summary>Another process over the same stores, or over its own way to the grants.</summary>
    public ServiceProvider NewProcess(IGrantStore? grants = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton(Server.Clock).AddSingleton(grants ?? _grants).AddSingleton<IConnectionStore>(_connections);
        services.AddSequenceConnectors(connectors =>
        {
            connectors.AddXero(Server.Configuration.GetSection("Xero"));
            connectors.AddXero(xero =>
                xero.App("trial", app => Fill(app, ConnectorEnvironment.Sandbox))
                    .App("pkce", Keyless)
                    .App("custom", Custom)
                    .App("narrow", Narrow)
            );
            connectors.ConfigureHttpClient("xero", http => http.AddHttpMessageHandler(() => new ClockHoldingHandler(Clock)));
            connectors.ConfigureOAuthClient("xero", http => http.AddHttpMessageHandler(() => new ClockHoldingHandler(Clock)));
            _configure?.Invoke(connectors);
        });
        return services.BuildServiceProvider();
    }

    private void Keyless(OAuthApp app)
    {
        Fill(app);
        (app.ClientId, app.ClientSecret) = (Xero.PkceClientId, null);
    }

    private void Narrow(OAuthApp app)
    {
        Fill(app, ConnectorEnvironment.Sandbox);
        app.Scopes.Clear();
        Array.ForEach(["offline_access", "accounting.contacts", "accounting.settings.read"], app.Scopes.Add);
    }

    private void Custom(OAuthApp app)
    {
        Fill(app);
        (app.ClientId, app.ClientSecret, app.UsesClientCredentials) = (Organisation.CustomClientId, Organisation.CustomClientSecret, true);
        app.Tenants.Add("tenant-2");
    }

    private void Fill(OAuthApp app, ConnectorEnvironment environment = ConnectorEnvironment.Production)
    {
        (app.Environment, app.ClientId, app.ClientSecret) = (environment, Xero.ClientId, Xero.ClientSecret);
        app.ApiAddress = new(Xero.BaseAddress.AbsoluteUri + "/");
        (app.AuthorizeAddress, app.TokenAddress, app.RevokeAddress) = (Xero.AuthorizeAddress, Xero.TokenAddress, Xero.RevokeAddress);
    }

    private ValueTask JournalAsync(WriteAttempt attempt, CancellationToken cancellationToken)
    {
        _journal[attempt.Key] = attempt;
        _open.UnionWith(attempt.Members);
        Journaled?.Invoke();
        return ValueTask.CompletedTask;
    }
}
