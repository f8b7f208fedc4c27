using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>A payment that the host pushes changes an invoice, and is no news to the host; what others pay is.</summary>
public sealed class PushedPaymentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-19")]
    [Trait("Behaviour", "S3-27")]
    public async Task A_pushed_payment_is_no_news_though_its_answer_was_lost_and_what_others_pay_is_told_once()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        await LoseAnswerAsync(world, HostRecords.Payment(40m), HostEvent.Saved);
        await world.World.DeliverAsync(cancellationToken: Token);
        await world.Engine.RunDueAsync(Token);
        Assert.Empty(world.Told.All);
        await world.SettleAsync();
        Assert.Empty(world.Told.All);

        world.Company.ReceivePayment(id, 40m);
        await world.SettleAsync();

        Assert.Equal([20m], world.Told.Of<InvoicePaymentChanged>().Select(one => one.Balance));
    }

    [Fact]
    [Trait("Behaviour", "S3-19")]
    public async Task What_others_paid_while_the_answer_was_lost_is_told_beside_the_pushed_payment()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        await LoseAnswerAsync(world, HostRecords.Payment(40m), HostEvent.Saved);
        world.Company.ReceivePayment(id, 40m);
        await world.World.DeliverAsync(cancellationToken: Token);
        await world.Engine.RunDueAsync(Token);
        await world.SettleAsync();

        var told = Assert.Single(world.Told.Of<InvoicePaymentChanged>());
        Assert.Equal((60m, 20m), (told.BalanceBefore, told.Balance));
    }

    [Fact]
    [Trait("Behaviour", "S3-19")]
    [Trait("Behaviour", "S3-27")]
    public async Task An_edited_memo_of_a_pushed_payment_pays_nothing_a_second_time()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        await world.PublishAsync(HostRecords.Payment(40m), HostEvent.Saved);
        await world.SettleAsync();
        await world.PublishAsync(HostRecords.Payment(40m) with { Memo = "By check" }, HostEvent.Saved);
        await world.SettleAsync();
        Assert.Empty(world.Told.All);

        world.Company.ReceivePayment(id, 40m);
        await world.SettleAsync();

        var told = Assert.Single(world.Told.Of<InvoicePaymentChanged>());
        Assert.Equal((60m, 20m), (told.BalanceBefore, told.Balance));
    }

    [Fact]
    [Trait("Behaviour", "S3-27")]
    public async Task A_payment_that_is_moved_grown_and_voided_by_the_host_is_no_news_for_either_invoice()
    {
        await using var world = await SyncWorld.StartAsync();
        var first = await world.PushAsync(HostRecords.Invoice("I-1"));
        var second = await world.PushAsync(HostRecords.Invoice("I-2"));
        foreach (var payment in new[] { HostRecords.Payment(40m), HostRecords.Payment(40m, "I-2"), HostRecords.Payment(70m, "I-2") })
        {
            await world.PublishAsync(payment, HostEvent.Saved);
            await world.SettleAsync();
        }

        Assert.Equal((100m, 30m), (Balance(world, first), Balance(world, second)));
        await world.PublishAsync(HostRecords.Payment(70m, "I-2") with { State = PaymentState.Voided }, HostEvent.Voided);
        await world.SettleAsync();
        await world.World.SweepAsync(Token);

        Assert.Equal((100m, 100m), (Balance(world, first), Balance(world, second)));
        Assert.Empty(await world.ProblemsAsync());
        Assert.Empty(world.Told.All);
    }

    [Fact]
    [Trait("Behaviour", "S3-27")]
    public async Task An_update_of_a_payment_whose_answer_was_lost_is_no_news_for_the_invoice_that_it_left()
    {
        await using var world = await SyncWorld.StartAsync();
        await world.PushAsync(HostRecords.Invoice("I-1"));
        await world.PushAsync(HostRecords.Invoice("I-2"));
        await world.PublishAsync(HostRecords.Payment(40m), HostEvent.Saved);
        await world.SettleAsync();

        await LoseAnswerAsync(world, HostRecords.Payment(40m, "I-2"), HostEvent.Saved);
        await world.World.DeliverAsync(cancellationToken: Token);
        await world.Engine.RunDueAsync(Token);
        await world.SettleAsync();

        Assert.Empty(world.Told.All);
    }

    [Fact]
    [Trait("Behaviour", "S3-27")]
    public async Task A_payment_that_was_linked_by_hand_pays_nothing_a_second_time_when_it_is_edited()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        var payment = world.Company.ReceivePayment(id, 40m);
        await world.SettleAsync();
        await world.Engine.Links.LinkAsync(world.Connection.Id, new(RecordType.Of<Payment>(), "P-1"), payment, Token);
        await world.SettleAsync();
        await world.PublishAsync(HostRecords.Payment(40m) with { Memo = "By check" }, HostEvent.Saved);
        await world.SettleAsync();

        Assert.Equal([60m], world.Told.Of<InvoicePaymentChanged>().Select(one => one.Balance));
    }

    private static decimal Balance(SyncWorld world, string id) => world.Company.Invoices.Find(id)!["Balance"]!.GetValue<decimal>();

    // The request had its effect, its answer was cut, and the first look failed too.
    private static async Task LoseAnswerAsync(SyncWorld world, Payment payment, HostEvent what)
    {
        world.QuickBooks.Faults.Add(new() { Kind = SimulatedFaultKind.CutAfterEffect, Operation = "batch", Times = 20 });
        await world.PublishAsync(payment, what);
        await world.Engine.RunDueAsync(Token);
        world.QuickBooks.Faults.Clear();
        Assert.Single(await world.Store.ReadAttemptsAsync(world.Connection.Id, Token));
    }
}
