using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>A person links or unlinks in the very moment in which the engine decides or sends.</summary>
public sealed class UnlinkWhileSendingTests
{
    private static readonly LocalRecord Invoice = new(RecordType.Of<Invoice>(), "I-1");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SimulatedFaultKind.CutAfterEffect)]
    [InlineData(SimulatedFaultKind.CutBeforeEffect)]
    [Trait("Behaviour", "S3-11")]
    public async Task An_update_that_was_on_its_way_when_its_record_was_unlinked_never_becomes_a_second_record(SimulatedFaultKind fault)
    {
        var (store, interference) = InterferingStore.Create();
        await using var world = await SyncWorld.StartAsync(addHost: services => services.AddSingleton(store));
        await world.PushAsync(HostRecords.Invoice());
        await world.PublishAsync(HostRecords.Payment(40m), HostEvent.Saved);
        await world.SettleAsync();
        var before = world.Company.Payments.Count;
        interference.BeforeCommit = async commit =>
        {
            // It was not on its way when unlinking looked.
            if (commit.Unlinked.Count > 0)
            {
                world.QuickBooks.Faults.Add(new() { Kind = fault, Operation = "batch", Times = 20 });
                await world.PublishAsync(HostRecords.Payment(40m) with { Memo = "By check" }, HostEvent.Saved);
                await world.Engine.RunDueAsync(Token);
                world.QuickBooks.Faults.Clear();
            }
        };

        var payment = new LocalRecord(RecordType.Of<Payment>(), "P-1");
        Assert.IsType<LinkOutcome.Unlinked>(await world.Engine.Links.UnlinkAsync(world.Connection.Id, payment, Token));
        interference.BeforeCommit = null;
        await world.SettleAsync();

        Assert.Equal(before, world.Company.Payments.Count);
        Assert.Empty(await store.FindLinksAsync(world.Connection.Id, [payment], Token));
        Assert.Empty(await world.ProblemsAsync());
        Assert.Empty(await store.ReadAttemptsAsync(world.Connection.Id, Token));
    }

    [Fact]
    public async Task An_update_that_was_answered_after_its_record_was_unlinked_leaves_it_unlinked()
    {
        var (store, interference) = InterferingStore.Create();
        await using var world = await SyncWorld.StartAsync(addHost: services => services.AddSingleton(store));
        await world.PushAsync(HostRecords.Invoice());
        var link = Assert.Single(await store.FindLinksAsync(world.Connection.Id, [Invoice], Token));
        interference.BeforeCommit = async commit =>
        {
            // The answer came; before it is stored, the link goes.
            if (commit.Links.Any(one => one.Id == link.Id))
            {
                interference.BeforeCommit = _ => Task.CompletedTask;
                await store.CommitAsync(new() { At = link.LinkedAt, Unlinked = [link] }, Token);
            }
        };

        await world.PublishAsync(HostRecords.Invoice() with { Memo = "Thank you" }, HostEvent.Saved);
        await world.SettleAsync();

        Assert.Equal("Thank you", (string?)world.There(HostRecords.Invoice())["CustomerMemo"]?["value"]);
        Assert.Empty(await store.FindLinksAsync(world.Connection.Id, [Invoice], Token));
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    [Trait("Behaviour", "S3-10")]
    public async Task An_invoice_does_not_wait_for_a_customer_that_was_linked_while_it_was_decided()
    {
        var (store, interference) = InterferingStore.Create();
        await using var world = await SyncWorld.StartAsync(addHost: services => services.AddSingleton(store));
        var customer = world.Company.Documents("Customer").First(one => (string?)one["DisplayName"] == "Cool Cars")["Id"]!;
        interference.BeforeCommit = async commit =>
        {
            if (commit.Entries.Any(one => one.State == EntryState.Waiting))
            {
                interference.BeforeCommit = _ => Task.CompletedTask;
                Assert.IsType<LinkOutcome.Linked>(await world.Engine.Links.LinkAsync(
                    world.Connection.Id, new(RecordType.Of<Customer>(), "C-1"), customer.GetValue<string>(), Token));
            }
        };

        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.SettleAsync();

        world.There(HostRecords.Invoice());
        Assert.Empty(await world.ProblemsAsync());
    }
}
