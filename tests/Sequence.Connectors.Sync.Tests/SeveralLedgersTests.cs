using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

public sealed class SeveralLedgersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-6")]
    public async Task One_event_makes_an_invoice_in_each_ledger_and_one_that_is_away_holds_no_other_up()
    {
        await using var world = await SyncWorld.StartAsync();
        var other = world.QuickBooks.AddCompany(SyncWorld.WithoutTax);
        var second = await world.ConnectAsync("tenant-1", other);
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.SettleAsync();
        world.QuickBooks.Faults.Add(
            new()
            {
                Kind = SimulatedFaultKind.Unavailable,
                Times = 100_000,
                When = request => request.Path.Contains(other.RealmId, StringComparison.Ordinal),
            }
        );

        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await Assert.ThrowsAsync<TimeoutException>(() => world.World.RunUntilQuietAsync(Duration.FromMinutes(20), Token));

        world.There(HostRecords.Invoice());
        var problem = Assert.Single(await world.ProblemsAsync());
        Assert.Equal((second.Id, FixedBy.Itself), (problem.ConnectionId, problem.FixedBy));
        Assert.NotNull(problem.NextAttemptAt);

        world.QuickBooks.Faults.Clear();
        await world.SettleAsync();

        world.There(HostRecords.Invoice());
        world.There(HostRecords.Invoice(), other);
        var log = await world.Engine.Problems.ReadLogAsync(new() { LocalId = "I-1" }, Token);
        Assert.Equal(2, log.Count(one => one is { Outcome: "Created", ExternalId: not null, Link: not null, RequestId: not null }));
        Assert.Equal(2, log.Select(one => one.ConnectionId).Distinct().Count());
    }

    [Fact]
    [Trait("Behaviour", "S1-6")]
    public async Task What_one_ledger_refuses_stands_in_the_other()
    {
        await using var world = await SyncWorld.StartAsync();
        var other = world.QuickBooks.AddCompany(SyncWorld.WithoutTax);
        other.Change(profile => profile with { BookCloseDate = new(2026, 3, 31) });
        var second = await world.ConnectAsync("tenant-1", other);

        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.SettleAsync();

        world.There(HostRecords.Invoice());
        Assert.DoesNotContain(other.Invoices, one => (string?)one["DocNumber"] == "NI-1");
        Assert.Equal(second.Id, Assert.Single(await world.ProblemsAsync()).ConnectionId);
    }

    [Fact]
    public async Task An_event_for_one_connection_goes_to_no_other()
    {
        await using var world = await SyncWorld.StartAsync();
        var other = world.QuickBooks.AddCompany(SyncWorld.WithoutTax);
        var second = await world.ConnectAsync("tenant-1", other);

        await world.Engine.Publisher.PublishAsync(
            "tenant-1", HostRecords.Customer(), HostEvent.Saved, new() { ConnectionId = second.Id, By = "ada" }, Token);
        await world.SettleAsync();

        Assert.DoesNotContain(world.Company.Customers, SyncWorld.IsOurs);
        Assert.Single(other.Customers, SyncWorld.IsOurs);
        Assert.Equal("ada", Assert.Single(await world.Engine.Problems.ReadLogAsync(new(), Token)).By);
    }
}
