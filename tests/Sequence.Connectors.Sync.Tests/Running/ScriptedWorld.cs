using System.Collections.Concurrent;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>A host on a <see cref="ScriptedLedger"/>, each of whose connections is a tenant of its own unless a test says so.</summary>
internal sealed class ScriptedWorld : IAsyncDisposable
{
    private readonly ServiceProvider _host;

    private ScriptedWorld(ServiceProvider host, ScriptedLedger ledger, LogLines log) => (_host, Ledger, Log) = (host, ledger, log);

    public ScriptedLedger Ledger { get; }

    public LogLines Log { get; }

    public ToldChanges Told => _host.GetRequiredService<ToldChanges>();

    public SyncEngine Engine => _host.GetRequiredService<SyncEngine>();

    public ISyncStore Store => _host.GetRequiredService<ISyncStore>();

    public IConnectionStore Connections => _host.GetRequiredService<IConnectionStore>();

    public IHostedService Worker => Assert.Single(_host.GetServices<IHostedService>().OfType<SyncWorker>());

    /// <summary>The clock, which stands still unless a test moves it.</summary>
    public SimulatedClock Clock => (SimulatedClock)_host.GetRequiredService<TimeProvider>();

    public Instant Now => Instant.FromDateTimeOffset(_host.GetRequiredService<TimeProvider>().GetUtcNow());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A host of whose work a test decides each step.</summary>
    public static ScriptedWorld Start(
        ScriptedLedger? ledger = null, Action<SyncOptions>? options = null, bool isLive = false, ISyncStore? store = null)
    {
        var connector = ledger ?? new();
        var log = new LogLines();
        var services = new ServiceCollection()
            .AddSingleton<IConnector>(connector)
            .AddSingleton(new ToldChanges())
            .AddSingleton<ILogger<SyncEngine>>(log)
            .AddSingleton(isLive ? TimeProvider.System : new SimulatedClock());
        if (store is not null)
        {
            services.AddSingleton(store);
        }

        services.AddSequenceConnectors(connectors => connectors.AddSync(sync =>
        {
            ToldChanges.ListenTo(sync);
            sync.Configure(options ?? (_ => { }));
        }));
        return new(services.BuildServiceProvider(), connector, log);
    }

    public async Task ConnectAsync(string connection, string? tenant = null, ConnectionState state = ConnectionState.Active)
    {
        await _host.GetRequiredService<IGrantStore>()
            .AddAsync(new() { Id = connection, Connector = "scripted", App = "app", AccessToken = new("token") }, Token);
        await Connections.AddAsync(
            new()
            {
                Id = connection,
                Tenant = tenant ?? connection,
                Connector = "scripted",
                Environment = ConnectorEnvironment.Sandbox,
                App = "app",
                GrantId = connection,
                AccountId = connection,
                State = state,
            },
            Token);
    }

    public Task PublishAsync(string tenant, params Customer[] customers) => Engine.Publisher.PublishAsync(
        [.. customers.Select(one => Engine.Publisher.Compose(tenant, one, HostEvent.Saved))], Token);

    /// <summary>What a system's webhook leaves in the inbox.</summary>
    public Task TellAsync(string connection, string externalId) => Store.ReceiveAsync(
        [
            new()
            {
                Id = Guid.CreateVersion7(),
                Tenant = connection,
                ConnectionId = connection,
                RecordType = RecordType.Of<Customer>(),
                ExternalId = externalId,
                Kind = WebhookEventKind.Updated,
                DedupeKey = Guid.NewGuid().ToString(),
                ReceivedAt = Now,
                DueAt = Now,
                ChangedAt = Now,
            },
        ],
        Token);

    /// <summary>Works until nothing more is stored at this moment.</summary>
    public async Task RunAsync()
    {
        for (var turns = 0; turns < 100; turns++)
        {
            if (!(await Engine.RunDueAsync(Token)).Worked)
            {
                return;
            }
        }

        Assert.Fail("The engine does not come to rest.");
    }

    /// <summary>Lets time pass, a minute at a time, and works.</summary>
    public async Task PassAsync(Duration time)
    {
        for (var gone = Duration.Zero; gone < time; gone += Duration.FromMinutes(1))
        {
            Clock.Advance(TimeSpan.FromMinutes(1));
            await RunAsync();
        }
    }

    public Task<IReadOnlyList<SyncProblem>> ProblemsAsync() => Engine.Problems.ListAsync(cancellationToken: Token);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>Everything that the engine wrote to the log, exceptions included.</summary>
    public sealed class LogLines : ILogger<SyncEngine>
    {
        private readonly ConcurrentQueue<string> _lines = [];

        public string All => string.Join('\n', _lines);

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            _lines.Enqueue($"{logLevel}: {formatter(state, exception)} {exception}");
    }
}
