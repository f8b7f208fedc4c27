using System.Text.Json.Nodes;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>
/// A feed that has to leave something out says so, and what was deleted meanwhile shows in no list: it is noticed all the same.
/// </summary>
public sealed class MissedDeletionTests
{
    [Fact]
    [Trait("Trap", "quickbooks-18")]
    public async Task What_was_deleted_while_nobody_listened_for_more_than_thirty_days_is_noticed()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        await world.PushAsync(HostRecords.Invoice("I-2"));
        await world.World.SweepAsync(TestContext.Current.CancellationToken);

        world.Company.DeleteInvoice(id);
        world.QuickBooks.Webhooks.Lose();
        world.Clock.Advance(TimeSpan.FromDays(31));
        await world.RunAsync();

        Assert.Equal("I-1", Assert.IsType<RecordDeleted<Invoice>>(Assert.Single(world.Told.All)).LocalId);
    }

    [Fact]
    [Trait("Trap", "quickbooks-18")]
    public async Task What_was_deleted_beside_more_than_a_thousand_changes_is_noticed()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        await world.World.SweepAsync(TestContext.Current.CancellationToken);

        world.Company.DeleteInvoice(id);
        var other = (JsonObject)world.Company.Invoices.First().DeepClone();
        for (var i = 0; i < 1100; i++)
        {
            world.Company.AddInvoice(
                new()
                {
                    ["CustomerRef"] = other["CustomerRef"]!.DeepClone(),
                    ["Line"] = other["Line"]!.DeepClone(),
                }
            );
        }

        world.QuickBooks.Webhooks.Lose();
        await world.World.SweepAsync(TestContext.Current.CancellationToken);

        Assert.Equal("I-1", Assert.IsType<RecordDeleted<Invoice>>(Assert.Single(world.Told.All)).LocalId);
    }
}
