using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>The worker that runs while the host runs.</summary>
public sealed class WorkerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_connection_that_takes_long_keeps_no_other_waiting()
    {
        var ledger = new HandHeldLedger();
        await using var host = Host(ledger);
        await ConnectAsync(host, "slow");
        await ConnectAsync(host, "quick");
        var worker = Assert.Single(host.GetServices<IHostedService>());
        await worker.StartAsync(Token);
        var publisher = host.GetRequiredService<SyncPublisher>();

        await publisher.PublishAsync("slow", HostRecords.Customer(), HostEvent.Saved, cancellationToken: Token);
        await ledger.Started("slow").WaitAsync(TimeSpan.FromSeconds(30), Token);
        await publisher.PublishAsync("quick", HostRecords.Customer(), HostEvent.Saved, cancellationToken: Token);
        await ledger.Started("quick").WaitAsync(TimeSpan.FromSeconds(30), Token);

        ledger.Release();
        await worker.StopAsync(Token);
        var log = await host.GetRequiredService<SyncEngine>().Problems.ReadLogAsync(new(), Token);
        Assert.Equal(2, log.Count(entry => entry.State == EntryState.Done));
    }

    private static ServiceProvider Host(HandHeldLedger ledger) => new ServiceCollection()
        .AddSingleton<IConnector>(ledger)
        .AddSequenceConnectors(connectors => connectors.AddSync())
        .BuildServiceProvider();

    private static async Task ConnectAsync(ServiceProvider host, string tenant)
    {
        await host.GetRequiredService<IGrantStore>()
            .AddAsync(
                new()
                {
                    Id = tenant,
                    Connector = "hand",
                    App = "app",
                    AccessToken = new("token"),
                },
                Token
            );
        await host.GetRequiredService<IConnectionStore>()
            .AddAsync(
                new()
                {
                    Id = tenant,
                    Tenant = tenant,
                    Connector = "hand",
                    Environment = ConnectorEnvironment.Sandbox,
                    App = "app",
                    GrantId = tenant,
                    AccountId = tenant,
                },
                Token
            );
    }

    /// <summary>A system that answers the connection "slow" only when the test says so.</summary>
    private sealed class HandHeldLedger : IConnector
    {
        private readonly Dictionary<string, TaskCompletionSource> _started = new() { ["slow"] = new(), ["quick"] = new() };
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ConnectorInfo Info { get; } =
            new()
            {
                Id = "hand",
                Name = "Hand-held",
                Documentation = new("https://example.com/"),
                ApiVersion = "1",
            };

        public Task Started(string connection) => _started[connection].Task;

        public void Release() => _released.SetResult();

        public void Describe(ConnectorSurface surface) =>
            surface.Writes<Customer>(
                context => new Writer(this, context.Connection.Id),
                new() { Verbs = [WriteVerb.Upsert], BatchSize = 1 }
            );

        private sealed class Writer(HandHeldLedger ledger, string connection) : IRecordWriter<Customer>
        {
            public async IAsyncEnumerable<WriteOutcome> WriteAsync(
                IReadOnlyList<WriteIntent<Customer>> intents,
                WriteContext context,
                [EnumeratorCancellation] CancellationToken cancellationToken
            )
            {
                ledger._started[connection].TrySetResult();
                if (connection == "slow")
                {
                    await ledger._released.Task.WaitAsync(CancellationToken.None);
                }

                foreach (var intent in intents)
                {
                    yield return new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = $"x-{intent.Record.Id}" };
                }
            }

            public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<Customer>> intents, CancellationToken cancellationToken) =>
                Task.FromResult(new WritePlan { Requests = [] });
        }
    }
}
