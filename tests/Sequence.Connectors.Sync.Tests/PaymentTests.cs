namespace Sequence.Connectors.Sync.Tests;

public sealed class PaymentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-19")]
    public async Task A_payment_in_QuickBooks_is_told_by_its_amount_and_taken_back_when_it_is_removed()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice(net: 100m));

        var first = world.Company.ReceivePayment(id, 40m);
        await world.SettleAsync();
        Assert.Equal((PaymentStatus.Unpaid, PaymentStatus.PartiallyPaid, 60m), Told(world, 0));

        var second = world.Company.ReceivePayment(id, 60m);
        await world.SettleAsync();
        Assert.Equal((PaymentStatus.PartiallyPaid, PaymentStatus.Paid, 0m), Told(world, 1));

        world.Company.VoidPayment(second);
        await world.SettleAsync();
        Assert.Equal((PaymentStatus.Paid, PaymentStatus.PartiallyPaid, 60m), Told(world, 2));

        world.Company.DeletePayment(first);
        await world.SettleAsync();
        Assert.Equal((PaymentStatus.PartiallyPaid, PaymentStatus.Unpaid, 100m), Told(world, 3));

        Assert.Equal(4, world.Told.All.Count);
        Assert.Equal(4, world.Told.All.Select(one => one.EffectId).Distinct().Count());
    }

    [Fact]
    [Trait("Behaviour", "S3-19")]
    public async Task A_payment_of_which_no_webhook_came_is_found_by_the_sweep()
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        var payment = world.Company.ReceivePayment(id, 100m);
        world.QuickBooks.Webhooks.Lose();

        await world.World.SweepAsync(Token);
        Assert.Equal((PaymentStatus.Unpaid, PaymentStatus.Paid, 0m), Told(world, 0));

        world.Company.DeletePayment(payment);
        world.QuickBooks.Webhooks.Lose();
        await world.World.SweepAsync(Token);

        Assert.Equal((PaymentStatus.Paid, PaymentStatus.Unpaid, 100m), Told(world, 1));
        Assert.Equal(2, world.Told.All.Count);
    }

    [Fact]
    [Trait("Behaviour", "S3-19")]
    public async Task A_payment_for_two_invoices_is_told_for_each()
    {
        await using var world = await SyncWorld.StartAsync();
        var ids = new[] { await world.PushAsync(HostRecords.Invoice("I-1")), await world.PushAsync(HostRecords.Invoice("I-2", net: 50m)) };
        var customer = world.There(HostRecords.Invoice())["CustomerRef"]!.DeepClone();
        world.Company.AddPayment(new()
        {
            ["CustomerRef"] = customer,
            ["TotalAmt"] = 120m,
            ["Line"] = new System.Text.Json.Nodes.JsonArray(Line(ids[0], 100m), Line(ids[1], 20m)),
        });

        await world.SettleAsync();

        Assert.Equal(
            [("I-1", PaymentStatus.Paid), ("I-2", PaymentStatus.PartiallyPaid)],
            world.Told.Of<InvoicePaymentChanged>().Select(one => (one.LocalId, one.After)).Order());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    [Trait("Behaviour", "S3-19")]
    public async Task A_reaction_that_fails_or_times_out_runs_again_with_the_same_effect_id(bool timesOut)
    {
        await using var world = await SyncWorld.StartAsync();
        var id = await world.PushAsync(HostRecords.Invoice());
        world.Told.Failures = 3;
        if (timesOut)
        {
            world.Told.Failure = () => new TaskCanceledException("A call of the host's own got no answer.");
        }

        world.Company.ReceivePayment(id, 100m);
        await world.World.DeliverAsync(times: 2, Token);
        await world.Engine.RunDueAsync(Token);
        var problem = (await world.ProblemsAsync()).First(one => one.Problems.Any(why => why.Code == "reaction.failed"));
        Assert.Equal((false, FixedBy.Engineer), (problem.IsOutgoing, problem.FixedBy));
        Assert.NotNull(problem.NextAttemptAt);
        await world.SettleAsync();

        Assert.Single(world.Told.All);
        Assert.Single(world.Told.Tried.Distinct());
        Assert.Empty(await world.ProblemsAsync());
    }

    [Fact]
    public async Task A_reaction_that_never_succeeds_is_put_aside_and_runs_when_someone_retries()
    {
        await using var world = await SyncWorld.StartAsync(sync => sync.Configure(options => options.ReactionTries = 3));
        var id = await world.PushAsync(HostRecords.Invoice());
        world.Told.Failures = 1000;
        world.Company.ReceivePayment(id, 100m);
        await world.SettleAsync();

        var problems = await world.ProblemsAsync();
        Assert.NotEmpty(problems);
        Assert.All(problems, one => Assert.Null(one.NextAttemptAt));
        world.Told.Failures = 0;
        foreach (var problem in problems)
        {
            Assert.True(await world.Engine.Problems.RetryAsync(problem.Id, Token));
        }

        await world.RunAsync();

        Assert.Single(world.Told.Of<InvoicePaymentChanged>());
        Assert.Empty(await world.ProblemsAsync());
    }

    private static System.Text.Json.Nodes.JsonObject Line(string invoice, decimal amount) =>
        new()
        {
            ["Amount"] = amount,
            ["LinkedTxn"] = new System.Text.Json.Nodes.JsonArray(
                new System.Text.Json.Nodes.JsonObject { ["TxnId"] = invoice, ["TxnType"] = "Invoice" }
            ),
        };

    private static (PaymentStatus, PaymentStatus, decimal?) Told(SyncWorld world, int index)
    {
        var change = Assert.IsType<InvoicePaymentChanged>(world.Told.All[index]);
        return (change.Before, change.After, change.Balance);
    }
}
