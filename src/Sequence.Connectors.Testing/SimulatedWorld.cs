using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Testing;

/// <summary>
/// A world for a host's own tests: the simulated systems in this process, one clock that a test drives, and the host with its connectors
/// and its engine. The engine works only when the world is told to, so that a test knows what has happened. For one test at a time.
/// </summary>
public sealed class SimulatedWorld : IAsyncDisposable
{
    private const string Callback = "https://host.example/callback";
    private readonly Action<IServiceCollection, IConfiguration>? _addHost;
    private readonly SimulatedSystem[] _systems;
    private ServiceProvider? _own;
    private IServiceProvider? _host;

    private SimulatedWorld(SimulatorServer simulators, Action<IServiceCollection, IConfiguration>? addHost)
    {
        (Simulators, _addHost) = (simulators, addHost);
        _systems = [new QuickBooksSystem(simulators.QuickBooks), new XeroSystem(simulators.Xero)];
    }

    /// <summary>The simulated systems: their companies and the people in them, their faults, their limits, their webhooks.</summary>
    public SimulatorServer Simulators { get; }

    /// <summary>
    /// The time of the systems and of the host. It moves by itself while a call waits, and when the world is told to run or to let time
    /// pass.
    /// </summary>
    public SimulatedClock Clock => (SimulatedClock)Simulators.Clock;

    /// <summary>
    /// What a host has in its configuration to reach the systems, with an app named <c>sandbox</c> for each, such as
    /// <c>QuickBooks:Apps:sandbox:ClientId</c>.
    /// </summary>
    public IConfiguration Configuration => Simulators.Configuration;

    /// <summary>The host's services, as they are after the last start.</summary>
    /// <exception cref="InvalidOperationException">The world was started without a host, and none was attached.</exception>
    public IServiceProvider Services =>
        _host ?? throw new InvalidOperationException("The world has no host yet: give one to StartAsync, or call Attach.");

    /// <summary>The host's connectors.</summary>
    public SequenceConnectors Connectors => Services.GetRequiredService<SequenceConnectors>();

    /// <summary>The host's engine.</summary>
    public SyncEngine Engine => Services.GetRequiredService<SyncEngine>();

    private SyncOptions Options => Services.GetRequiredService<SyncOptions>();

    private Instant Now => Instant.FromDateTimeOffset(Clock.GetUtcNow());

    /// <summary>
    /// Starts the simulated systems, and no host: for one that builds its services itself, see <see cref="Configure"/> and <see
    /// cref="Attach"/>.
    /// </summary>
    public static Task<SimulatedWorld> StartAsync(CancellationToken cancellationToken = default) =>
        StartAsync(null, null, cancellationToken);

    /// <summary>Starts the simulated systems and a host.</summary>
    /// <param name="addHost">
    /// Adds the host's services, as its own start does, with its connectors and its engine (<c>AddSync</c>); the configuration has what
    /// reaches the systems. Called once for each start; the host's background services are started then. Null starts no host.
    /// </param>
    /// <param name="simulators">
    /// How the systems start; null for what they start as. Their clock must be a <see cref="SimulatedClock"/>.
    /// </param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public static async Task<SimulatedWorld> StartAsync(
        Action<IServiceCollection, IConfiguration>? addHost,
        SimulatorServerOptions? simulators = null,
        CancellationToken cancellationToken = default
    )
    {
        if (simulators?.Clock is not (null or SimulatedClock))
        {
            throw new ArgumentException(
                "A world runs on a SimulatedClock; leave the clock of the options null to get one.",
                nameof(simulators)
            );
        }

        var server = await SimulatorServer.StartAsync(simulators, cancellationToken).ConfigureAwait(false);
        var world = new SimulatedWorld(server, addHost);
        world.Clock.AutoAdvance = true;
        await world.StartHostAsync([], cancellationToken).ConfigureAwait(false);
        return world;
    }

    /// <summary>
    /// Fits a host's services to the world: its clock, HTTP clients that hold the clock while a request is under way, and no worker of
    /// the engine's own. Call it after the host has added its own. A host that was given to <see
    /// cref="StartAsync(Action{IServiceCollection, IConfiguration}, SimulatorServerOptions, CancellationToken)"/> needs no call.
    /// </summary>
    public void Configure(IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.Replace(ServiceDescriptor.Singleton<TimeProvider>(Clock));
        services.AddSingleton<IHttpMessageHandlerBuilderFilter>(new ClockHoldingFilter(Clock));
        services.AddSingleton<Action<SyncOptions>>(options => options.RunsWorker = false);
    }

    /// <summary>
    /// Takes a host that was built elsewhere, such as by a web application's test server; its services were fitted by <see
    /// cref="Configure"/>.
    /// </summary>
    public void Attach(IServiceProvider host)
    {
        ArgumentNullException.ThrowIfNull(host);
        _host = host;
    }

    /// <summary>Connects an account of a simulated system, with consent clicked.</summary>
    /// <param name="tenant">The host's customer.</param>
    /// <param name="connector">The connector's id, such as <c>quickbooks</c>.</param>
    /// <param name="settings">The tenant's choices for the connection; null leaves those that stand.</param>
    /// <param name="account">The account by the system's id, such as a QuickBooks company's realm; null for the first.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The connection; the first where consent reaches several accounts.</returns>
    /// <exception cref="ConnectorException">The connector is not configured, or a setting is none of the system's.</exception>
    /// <exception cref="InvalidOperationException">No simulated system has the connector's consent page.</exception>
    public async Task<Connection> ConnectAsync(
        string tenant,
        string connector,
        Func<ConnectionSettings, ConnectionSettings>? settings = null,
        string? account = null,
        CancellationToken cancellationToken = default)
    {
        var request = new ConnectRequest { Connector = connector, App = "sandbox", Tenant = tenant, RedirectUri = new(Callback) };
        var page = await Connectors.BeginConnectAsync(request, cancellationToken).ConfigureAwait(false);
        var system =
            _systems.FirstOrDefault(one => page.AbsoluteUri.StartsWith(one.ConsentAddress.AbsoluteUri, StringComparison.Ordinal))
            ?? throw new InvalidOperationException(
                $"The consent page of '{connector}' is at {page.GetLeftPart(UriPartial.Path)}, where no simulated system is. Give the host the world's configuration."
            );
        var connections = await Connectors
            .CompleteConnectAsync(system.Approve(page, account), cancellationToken)
            .ConfigureAwait(false);
        return settings is null
            ? connections[0]
            : await Connectors.ConfigureAsync(connections[0].Id, settings, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Hands every webhook delivery that waits at the systems to the engine. What it hints at is looked at when the engine works next.
    /// </summary>
    /// <param name="times">How often each delivery comes.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>How many deliveries there were.</returns>
    /// <exception cref="InvalidOperationException">The host refused a delivery; the message has the status.</exception>
    public async Task<int> DeliverAsync(int times = 1, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        var count = 0;
        foreach (var system in _systems.Where(one => Connectors.Connectors.Any(known => known.Id == one.Connector)))
        {
            while (system.TakeDelivery() is { } delivery)
            {
                count++;
                await DeliverAsync(system.Connector, delivery.Body, delivery.Headers, times, cancellationToken).ConfigureAwait(false);
            }
        }

        return count;
    }

    /// <summary>
    /// Lets the engine work until nothing is due, and lets time go on where something waits for it. What only a person can mend is at
    /// rest, though the engine looks at it now and then. Sweeps run only when their time comes on the way. A second goes by at the end:
    /// what people do next comes later than what was done.
    /// </summary>
    /// <param name="within">How much time may go by; null is a day.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="TimeoutException">Something is still tried again and again; the message lists it with its reasons.</exception>
    public async Task RunUntilQuietAsync(Duration? within = null, CancellationToken cancellationToken = default)
    {
        const int MostTurnsAtOnce = 1000;
        var end = Now + (within ?? Duration.FromDays(1));
        for (var turns = 0; turns < MostTurnsAtOnce;)
        {
            var turn = await Engine.RunDueAsync(cancellationToken).ConfigureAwait(false);
            if (turn.Worked)
            {
                turns++;
                continue;
            }

            if (turn.NextAt is not { } next || await StuckWork.IsForPeopleAsync(Engine, cancellationToken).ConfigureAwait(false))
            {
                Clock.Advance(TimeSpan.FromSeconds(1));
                return;
            }

            if (next > end)
            {
                break;
            }

            turns = 0;
            Step(next);
        }

        throw new TimeoutException(await StuckWork.DescribeAsync(Engine, Now, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Delivers and works, until no webhook waits and nothing is due.</summary>
    /// <exception cref="TimeoutException">The engine does not come to rest; the message lists what is stuck.</exception>
    /// <exception cref="InvalidOperationException">The host refused a delivery.</exception>
    public async Task SettleAsync(CancellationToken cancellationToken = default)
    {
        do
        {
            await RunUntilQuietAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        while (await DeliverAsync(cancellationToken: cancellationToken).ConfigureAwait(false) > 0);
    }

    /// <summary>Lets time pass with the engine at work: all that falls due on the way is done, sweeps too.</summary>
    public async Task PassAsync(Duration time, CancellationToken cancellationToken = default)
    {
        for (var end = Now + time; ;)
        {
            var turn = await Engine.RunDueAsync(cancellationToken).ConfigureAwait(false);
            if (turn.Worked)
            {
                continue;
            }

            if (Now >= end)
            {
                return;
            }

            Step(end);
        }
    }

    /// <summary>Lets time pass until every connection was read once for what webhooks missed, and works until nothing is due.</summary>
    /// <exception cref="TimeoutException">The engine does not come to rest; the message lists what is stuck.</exception>
    public async Task SweepAsync(CancellationToken cancellationToken = default)
    {
        await PassAsync(Options.SweepEvery, cancellationToken).ConfigureAwait(false);
        await RunUntilQuietAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Ends the host between two turns as a crash does, without a stop, and starts it anew. The stores that keep everything in memory
    /// outlive it, as a database would; what else the host keeps in its services is gone.
    /// </summary>
    /// <exception cref="InvalidOperationException">The host was built elsewhere: build it again there, and call
    /// <see cref="Attach"/>.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken = default)
    {
        var crashed = _own ?? throw new InvalidOperationException("The world did not build this host: build it again, and call Attach.");
        ServiceDescriptor[] kept =
        [
            .. Kept<ISyncStore>(crashed),
            .. Kept<IConnectionStore>(crashed),
            .. Kept<IGrantStore>(crashed),
            .. Kept<IPendingAuthorizationStore>(crashed),
        ];
        await crashed.DisposeAsync().ConfigureAwait(false);
        await StartHostAsync(kept, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends the host, if the world built it, and the systems.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_own is not null)
        {
            await _own.DisposeAsync().ConfigureAwait(false);
        }

        await Simulators.DisposeAsync().ConfigureAwait(false);
    }

    private static ServiceDescriptor[] Kept<TStore>(IServiceProvider host)
        where TStore : class => host.GetService<TStore>() is { } store && IsInMemory(store) ? [ServiceDescriptor.Singleton(store)] : [];

    private static bool IsInMemory(object store) =>
        store
            is InMemorySyncStore
                or InMemoryConnectionStore
                or InMemoryGrantStore
                or InMemoryPendingAuthorizationStore
                or InMemoryApiKeyStore
                or InMemorySettingsStore;

    private async Task StartHostAsync(IEnumerable<ServiceDescriptor> kept, CancellationToken cancellationToken)
    {
        if (_addHost is null)
        {
            return;
        }

        var services = new ServiceCollection();
        _addHost(services, Configuration);
        Configure(services);
        foreach (var store in kept)
        {
            services.Replace(store);
        }

        _host = _own = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        foreach (var service in _own.GetServices<IHostedService>())
        {
            await service.StartAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // A host's worker is never silent for long, and neither is this one.
    private void Step(Instant next)
    {
        var step = Duration.Min(next - Now, Options.LongestSilence / 2);
        Clock.Advance(Duration.Max(step, Duration.FromMilliseconds(1)).ToTimeSpan());
    }

    private async Task DeliverAsync(
        string connector,
        ReadOnlyMemory<byte> body,
        IReadOnlyDictionary<string, string> headers,
        int times,
        CancellationToken cancellationToken
    )
    {
        for (var time = 0; time < times; time++)
        {
            var request = new WebhookRequest
            {
                Method = "POST",
                Address = new($"https://host.example/webhooks/{connector}"),
                Headers = headers,
                Body = body,
                ReceivedAt = Now,
            };
            var verdict = await Engine.ReceiveAsync(connector, request, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (verdict.StatusCode is < 200 or > 299)
            {
                throw new InvalidOperationException(
                    $"The host answered a webhook of '{connector}' with {verdict.StatusCode}. {string.Join(' ', verdict.Problems)}".Trim());
            }
        }
    }
}
