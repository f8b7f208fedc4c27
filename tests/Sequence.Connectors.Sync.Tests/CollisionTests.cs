using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>Someone links by hand while the same record is on its way.</summary>
public sealed class CollisionTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("C-1", "another", "link.local.taken")]
    [InlineData("C-2", "made", "link.remote.taken")]
    public async Task What_was_linked_by_hand_meanwhile_stays_and_people_are_asked(string localId, string externalId, string code)
    {
        var ledger = new Ledger();
        await using var host = new ServiceCollection()
            .AddSingleton<IConnector>(ledger)
            .AddSequenceConnectors(connectors => connectors.AddSync())
            .BuildServiceProvider();
        await host.GetRequiredService<IGrantStore>()
            .AddAsync(
                new()
                {
                    Id = "g",
                    Connector = "ledger",
                    App = "app",
                    AccessToken = new("token"),
                },
                Token
            );
        await host.GetRequiredService<IConnectionStore>()
            .AddAsync(
                new()
                {
                    Id = "connection",
                    Tenant = "tenant",
                    Connector = "ledger",
                    Environment = ConnectorEnvironment.Sandbox,
                    App = "app",
                    GrantId = "g",
                    AccountId = "account",
                },
                Token
            );
        var store = host.GetRequiredService<ISyncStore>();
        var byHand = new Link
        {
            Id = Guid.CreateVersion7(),
            ConnectionId = "connection",
            RecordType = RecordType.Of<Customer>(),
            LocalId = localId,
            ExternalId = externalId,
            Origin = LinkOrigin.Manual,
            LinkedAt = Instant.FromUtc(2026, 3, 1, 12, 0),
        };
        ledger.OnWrite = () => store.CommitAsync(new() { At = byHand.LinkedAt, Links = [byHand] }, Token);

        var engine = host.GetRequiredService<SyncEngine>();
        await engine.Publisher.PublishAsync("tenant", HostRecords.Customer(), HostEvent.Saved, cancellationToken: Token);
        while ((await engine.RunDueAsync(Token)).Worked)
        {
        }

        var problem = Assert.Single(await engine.Problems.ListAsync(cancellationToken: Token));
        Assert.Equal(code, Assert.Single(problem.Problems).Code);
        Assert.Equal("made", problem.ExternalId);
        Assert.Equal(EntryState.Rejected, problem.State);
        Assert.Equal(byHand.Id, Assert.Single(await store.ReadLinksAsync("connection", byHand.RecordType, null, 10, Token)).Id);
        Assert.Equal(1, ledger.Writes);
    }

    private sealed class Ledger : IConnector
    {
        public Func<Task> OnWrite { get; set; } = () => Task.CompletedTask;

        public int Writes { get; private set; }

        public ConnectorInfo Info { get; } =
            new()
            {
                Id = "ledger",
                Name = "Ledger",
                Documentation = new("https://example.com/"),
                ApiVersion = "1",
            };

        public void Describe(ConnectorSurface surface) =>
            surface.Writes<Customer>(_ => new Writer(this), new() { Verbs = [WriteVerb.Upsert], BatchSize = 1 });

        private sealed class Writer(Ledger ledger) : IRecordWriter<Customer>
        {
            public async IAsyncEnumerable<WriteOutcome> WriteAsync(
                IReadOnlyList<WriteIntent<Customer>> intents,
                WriteContext context,
                [EnumeratorCancellation] CancellationToken cancellationToken
            )
            {
                foreach (var intent in intents)
                {
                    ledger.Writes++;
                    await ledger.OnWrite();
                    yield return new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = "made" };
                }
            }

            public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<Customer>> intents, CancellationToken cancellationToken) =>
                Task.FromResult(new WritePlan { Requests = [] });
        }
    }
}
