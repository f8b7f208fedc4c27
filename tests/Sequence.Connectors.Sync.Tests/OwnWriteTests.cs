using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>What others did around a write of our own is told, and the write itself is not.</summary>
public sealed class OwnWriteTests
{
    private readonly HostBooks _books = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-19")]
    public async Task A_payment_that_came_before_the_creation_was_settled_is_told()
    {
        await using var world = await StartAsync();
        await LoseAnswersAsync(world, HostRecords.Invoice(), HostEvent.Finalized);
        world.Company.ReceivePayment(IdOf(world, "NI-1"), 40m);
        await DeliverAsync(world);
        await world.RunAsync();

        Assert.Equal((PaymentStatus.PartiallyPaid, 60m), _books.Paid["I-1"]);
        Assert.Single(_books.Effects);
    }

    [Fact]
    [Trait("Behaviour", "S3-19")]
    public async Task A_payment_that_no_webhook_told_is_told_after_an_edit_of_our_own()
    {
        await using var world = await StartAsync(HostRecords.Invoice());
        world.Company.ReceivePayment(IdOf(world, "NI-1"), 40m);
        world.QuickBooks.Webhooks.Lose();
        await world.PublishAsync(HostRecords.Invoice(net: 120m), HostEvent.Saved);
        await world.RunAsync();

        Assert.Equal((PaymentStatus.PartiallyPaid, 80m), _books.Paid["I-1"]);
    }

    [Fact]
    [Trait("Behaviour", "S3-27")]
    public async Task A_new_total_of_our_own_is_no_payment()
    {
        await using var world = await StartAsync(HostRecords.Invoice());
        await world.PublishAsync(HostRecords.Invoice(net: 120m), HostEvent.Saved);
        await world.RunAsync();
        await DeliverAsync(world);
        await world.RunAsync();

        Assert.Empty(_books.Paid);
        Assert.Empty(_books.Others);
    }

    [Fact]
    [Trait("Behaviour", "S3-27")]
    public async Task An_update_whose_answer_was_lost_is_not_told_as_a_change_by_others()
    {
        await using var world = await StartAsync(HostRecords.Invoice());
        world.QuickBooks.Webhooks.Lose();
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        await LoseAnswersAsync(world, HostRecords.Invoice() with { Memo = "Thank you" }, HostEvent.Saved);
        await DeliverAsync(world);
        await world.RunAsync();

        Assert.Equal("Thank you", (string?)world.Company.Invoices.Find(IdOf(world, "NI-1"))!["CustomerMemo"]!["value"]);
        Assert.Empty(_books.Others);
    }

    [Fact]
    public async Task An_edit_that_was_still_due_when_the_invoice_was_sent_is_not_lost()
    {
        await using var world = await StartAsync(HostRecords.Invoice());
        await world.PublishAsync(HostRecords.Invoice() with { Memo = "Thank you" }, HostEvent.Saved);
        await world.PublishAsync(HostRecords.Invoice() with { Memo = "Thank you" }, HostEvent.Sent);
        await world.RunAsync();

        Assert.Equal("Thank you", (string?)world.Company.Invoices.Find(IdOf(world, "NI-1"))!["CustomerMemo"]!["value"]);
    }

    [Fact]
    [Trait("Behaviour", "S3-19")]
    public async Task A_payment_that_was_voided_is_taken_back_at_once_though_it_names_no_invoice_any_more()
    {
        await using var world = await StartAsync(HostRecords.Invoice());
        var payment = world.Company.ReceivePayment(IdOf(world, "NI-1"), 100m);
        await DeliverAsync(world);
        await world.RunAsync();
        Assert.Equal((PaymentStatus.Paid, 0m), _books.Paid["I-1"]);

        world.Clock.Advance(TimeSpan.FromMinutes(10));
        world.Company.VoidPayment(payment);
        await DeliverAsync(world, only: "Payment");
        await world.RunAsync();
        Assert.Equal((PaymentStatus.Unpaid, 100m), _books.Paid["I-1"]);
    }

    private async Task<LedgerWorld> StartAsync(params Invoice[] invoices)
    {
        var world = await LedgerWorld.StartAsync(_books.AddTo);
        await world.PublishAsync(HostRecords.Customer(), HostEvent.Saved);
        foreach (var invoice in invoices)
        {
            await world.PublishAsync(invoice, HostEvent.Finalized);
        }

        await world.RunAsync();
        return world;
    }

    private static async Task LoseAnswersAsync(LedgerWorld world, Invoice invoice, HostEvent what)
    {
        world.QuickBooks.Faults.Add(new() { Kind = SimulatedFaultKind.CutAfterEffect, Operation = "batch", Times = 20 });
        await world.PublishAsync(invoice, what);
        await world.Engine.RunDueAsync(Token);
        world.QuickBooks.Faults.Clear();
        Assert.Single(await world.Store.ReadAttemptsAsync(world.Connection.Id, Token));
    }

    private static async Task DeliverAsync(LedgerWorld world, string? only = null)
    {
        while (world.QuickBooks.Webhooks.TakeNext() is { } delivery)
        {
            await world.ReceiveAsync(
                only is null ? delivery : world.QuickBooks.Webhooks.Build([.. delivery.Events.Where(one => one.Entity == only)])
            );
        }
    }

    private static string IdOf(LedgerWorld world, string number) =>
        (string)world.Company.Invoices.Single(one => (string?)one["DocNumber"] == number)["Id"]!;
}
