using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Sequence.Connectors.Tests;

namespace Sequence.Connectors.EntityFrameworkCore.Sqlite.Tests;

/// <summary>Whole schedules through the outbox and the journal, to a system that takes them.</summary>
public sealed class ScheduleStoreTests : IAsyncLifetime
{
    private const int Count = 200;

    private readonly SqliteFile _file = new();
    private readonly ScheduleTaker _taker = new();
    private ServiceProvider _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private SyncEngine Engine => _host.GetRequiredService<SyncEngine>();

    private ISyncStore Store => _host.GetRequiredService<ISyncStore>();

    public async ValueTask InitializeAsync()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConnector>(_taker);
        services.AddSequenceConnectors(connectors =>
            connectors.AddSync().UseSqliteStores(_file.ConnectionString).UseSecretKeys(SqliteFile.Key)
        );
        _host = services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
        await SqliteFile.StartAsync(_host);
        await _host
            .GetRequiredService<IGrantStore>()
            .AddAsync(
                new()
                {
                    Id = "g-1",
                    Connector = ScheduleTaker.Id,
                    App = "app",
                    AccessToken = new("access"),
                    RefreshToken = new("refresh"),
                },
                Cancellation
            );
        await _host
            .GetRequiredService<IConnectionStore>()
            .AddAsync(
                new()
                {
                    Id = "connection-1",
                    Tenant = "tenant-1",
                    Connector = ScheduleTaker.Id,
                    Environment = ConnectorEnvironment.Sandbox,
                    App = "app",
                    GrantId = "g-1",
                    AccountId = "account-1",
                },
                Cancellation
            );
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _file.DisposeAsync();
    }

    [Fact]
    public async Task Two_hundred_schedules_come_back_from_the_store_as_they_were_published_and_reach_a_system_so()
    {
        var published = Schedules();
        await Engine.Publisher.PublishAsync(
            "tenant-1",
            new Customer { Id = "c-1", Name = "Customer" },
            HostEvent.Saved,
            cancellationToken: Cancellation
        );
        await Engine.Publisher.PublishAsync(
            [.. published.Values.Select(schedule => Engine.Publisher.Compose("tenant-1", schedule, HostEvent.Saved))],
            Cancellation
        );

        var outbox = await Store.ReadPublicationsAsync(2 * Count, Cancellation);
        Assert.Equal(published, Stored(outbox.Select(one => (one.RecordType, one.Payload))));

        while ((await Engine.RunDueAsync(Cancellation)).Worked)
        {
        }

        Assert.Empty((await Engine.Problems.ListAsync(cancellationToken: Cancellation)).SelectMany(one => one.Problems));
        var journal = await Engine.Problems.ReadLogAsync(
            new() { Tenant = "tenant-1", RecordType = RecordType.Of<BillingSchedule>(), Max = 2 * Count }, Cancellation);
        Assert.Equal(published, Stored(journal.Select(one => (one.RecordType, one.Payload))));
        Assert.All(journal, entry => Assert.Equal(("Created", $"x-{entry.LocalId}"), (entry.Outcome, entry.ExternalId)));
        Assert.Equal(published, _taker.Taken.ToDictionary(schedule => schedule.Id));
    }

    // The same schedules in every run.
    private static Dictionary<string, BillingSchedule> Schedules() =>
        (
            from schedule in ScheduleGenerator.Schedule
            from edits in ScheduleGenerator.Edits
            select edits.Aggregate(schedule, ScheduleGenerator.Apply)
        )
            .Sample(Count, new Rnd(20261122UL, 1UL), 50)
            .Select((schedule, index) => schedule with { Id = $"s-{index}" })
            .ToDictionary(schedule => schedule.Id);

    private static Dictionary<string, BillingSchedule> Stored(IEnumerable<(RecordType Type, string Payload)> rows) => rows
        .Where(row => row.Type == RecordType.Of<BillingSchedule>())
        .Select(row => JsonSerializer.Deserialize(row.Payload, ConnectorsJson.Default.BillingSchedule)!)
        .ToDictionary(schedule => schedule.Id);
}
