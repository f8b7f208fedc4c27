using System.Text.Json.Nodes;

namespace Sequence.Connectors.Sync.Tests;

public sealed class RemoteChangeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-17")]
    public async Task An_invoice_that_QuickBooks_sends_is_told_as_sent_once()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());

        world.Company.EmailInvoice(id, "buyer@example.com");
        await world.World.DeliverAsync(times: 2, Token);
        await world.SettleAsync();

        var sent = Assert.Single(world.Told.Of<InvoiceSent>());
        Assert.Equal(("I-1", id, DocumentStatus.Sent), (sent.LocalId, sent.ExternalId, sent.Current.Status));
    }

    [Fact]
    [Trait("Behaviour", "S3-18")]
    public async Task An_invoice_that_is_voided_in_QuickBooks_is_told_as_voided_and_nothing_else()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());

        world.Company.VoidInvoice(id);
        await world.SettleAsync();

        var voided = Assert.IsType<InvoiceVoided>(Assert.Single(world.Told.All));
        Assert.Equal("I-1", voided.LocalId);
    }

    [Fact]
    public async Task An_invoice_that_is_deleted_in_QuickBooks_is_told_and_never_made_again()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());

        world.Company.DeleteInvoice(id);
        await world.SettleAsync();
        Assert.Equal("I-1", Assert.IsType<RecordDeleted<Invoice>>(Assert.Single(world.Told.All)).LocalId);

        await world.PublishAsync(HostRecords.Invoice(net: 120m), HostEvent.Saved);
        await world.SettleAsync();

        Assert.DoesNotContain(world.Company.Invoices, one => (string?)one["DocNumber"] == "NI-1");
        Assert.Equal("record.gone", Assert.Single(Assert.Single(await world.ProblemsAsync()).Problems).Code);
    }

    [Fact]
    [Trait("Behaviour", "S3-27")]
    public async Task What_the_engine_wrote_comes_back_as_events_and_changes_nothing()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice(), HostEvent.Finalized);
        await world.PublishAsync(HostRecords.Invoice() with { Status = DocumentStatus.Sent, IssueDate = new(2026, 3, 5) }, HostEvent.Sent);
        await world.RunAsync();
        var before = world.There(HostRecords.Invoice()).ToJsonString();
        world.QuickBooks.Usage.Reset();

        Assert.True(await world.World.DeliverAsync(times: 3, Token) > 0);
        await world.RunAsync();

        Assert.Empty(world.Told.All);
        Assert.Equal(before, world.There(HostRecords.Invoice()).ToJsonString());
        Assert.Equal(0, world.QuickBooks.Usage.TotalRequests);
        await world.World.SweepAsync(Token);
        Assert.Empty(world.Told.All);
    }

    [Fact]
    [Trait("Behaviour", "S3-28")]
    public async Task Changes_made_in_bulk_are_found_by_a_sweep_though_no_webhook_tells_of_them()
    {
        await using var world = await SyncWorld.StartAsync();
        for (var number = 1; number <= 40; number++)
        {
            await world.PublishAsync(HostRecords.Customer($"C-{number}"), HostEvent.Saved);
        }

        await world.SettleAsync();
        var ours = world
            .Company.Customers.Where(one => ((string?)one["DisplayName"])!.StartsWith("Customer C-", StringComparison.Ordinal))
            .ToList();
        Assert.Equal(40, ours.Count);
        foreach (var customer in ours)
        {
            world.Company.UpdateCustomer(
                (string)customer["Id"]!,
                new() { ["PrimaryPhone"] = new JsonObject { ["FreeFormNumber"] = "555-0100" } }
            );
        }

        world.QuickBooks.Webhooks.Lose();
        await world.World.SweepAsync(Token);

        var told = world.Told.Of<RecordChanged<Customer>>();
        Assert.Equal(40, told.Count);
        Assert.Equal(40, told.Select(one => one.LocalId).Distinct().Count());
        Assert.All(told, one => Assert.Equal("555-0100", one.Current.Phone));
    }

    [Fact]
    public async Task Events_that_come_in_another_order_tell_the_record_as_it_stands()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        world.Company.ReceivePayment(id, 30m);
        world.Company.ReceivePayment(id, 70m);
        world.Company.EmailInvoice(id, "buyer@example.com");
        world.QuickBooks.Webhooks.Shuffle(seed: 7);

        await world.SettleAsync();

        Assert.Equal(PaymentStatus.Paid, Assert.Single(world.Told.Of<InvoicePaymentChanged>()).After);
        Assert.Single(world.Told.Of<InvoiceSent>());
    }

    [Fact]
    public async Task Two_customers_that_are_merged_in_QuickBooks_are_told()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        await world.SettleAsync();
        var ours = (string)Assert.Single(world.Company.Customers, SyncWorld.IsOurs)["Id"]!;
        var other = world.Company.AddCustomer("The one that goes on");

        world.Company.MergeCustomers(ours, other);
        await world.SettleAsync();

        var merged = Assert.Single(world.Told.Of<RecordMerged<Customer>>());
        Assert.Equal(("C-1", other), (merged.LocalId, merged.Into));
    }
}
