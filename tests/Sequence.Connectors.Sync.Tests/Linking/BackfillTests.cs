namespace Sequence.Connectors.Sync.Tests;

public sealed class BackfillTests
{
    private static readonly RecordType Customers = RecordType.Of<Customer>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_link_fills_in_the_customers_history_after_a_plan_and_once()
    {
        await using var world = await ImportWorld.StartAsync();
        world.AddToHost("C-1");
        world.Books.Add(HostRecords.Invoice("I-1"));
        world.Books.Add(HostRecords.Invoice("I-2"));
        world.Books.Add(HostRecords.Invoice("I-3") with { Status = DocumentStatus.Draft });
        world.Books.Add(HostRecords.Invoice("I-4") with { Status = DocumentStatus.Voided });
        world.Books.Add(HostRecords.Invoice("I-5", customer: "C-2"));
        await world.Links.LinkAsync(world.ConnectionId, new(Customers, "C-1"), world.IdOf("Cool Cars"), Token);
        var before = world.Sync.Company.Invoices.Count;

        var plan = await world.Links.PlanBackfillAsync(world.ConnectionId, "C-1", Token);
        await world.Sync.RunAsync();

        Assert.Equal(
            new BackfillCount(RecordType.Of<Invoice>(), 2, 0, 2),
            plan.Counts.Single(one => one.RecordType == RecordType.Of<Invoice>())
        );
        Assert.Contains(RecordType.Of<Payment>(), plan.WithoutSource);
        Assert.DoesNotContain(plan.Remarks, one => one.Problems.Count > 0);
        Assert.Equal(before, world.Sync.Company.Invoices.Count);

        var done = await world.Links.BackfillAsync(world.ConnectionId, "C-1", Token);
        await world.Sync.RunAsync();

        Assert.Equal(2, done.Sent);
        Assert.Equal(before + 2, world.Sync.Company.Invoices.Count);
        Assert.Empty(await world.Sync.Engine.Problems.ListAsync(cancellationToken: Token));

        var again = await world.Links.BackfillAsync(world.ConnectionId, "C-1", Token);
        await world.Sync.RunAsync();

        Assert.Equal((0, 2), (again.Sent, again.Counts.Sum(one => one.Known)));
        Assert.Equal(before + 2, world.Sync.Company.Invoices.Count);
    }

    [Fact]
    public async Task A_plan_says_what_would_be_refused_and_why()
    {
        await using var world = await ImportWorld.StartAsync();
        world.AddToHost("C-1");
        world.Books.Add(HostRecords.Invoice("I-1"));
        world.Books.Add(HostRecords.Invoice("I-2") with { NetTotal = 7m });
        world.Books.Add(HostRecords.Invoice("I-3") with { Currency = CurrencyCode.Parse("EUR") });
        await world.Links.LinkAsync(world.ConnectionId, new(Customers, "C-1"), world.IdOf("Cool Cars"), Token);

        var plan = await world.Links.PlanBackfillAsync(world.ConnectionId, "C-1", Token);

        var problems = plan.Remarks.Where(one => one.Problems.Count > 0).ToDictionary(one => one.Record.LocalId, one => one.Problems);
        Assert.Equal(["I-2", "I-3"], problems.Keys.Order());
        Assert.Contains(problems["I-2"], one => one.Code == "document.net_total.differs");
        Assert.Equal("reference.unlinked", Assert.Single(problems["I-3"]).Code);
    }

    [Fact]
    public async Task History_of_a_customer_that_is_not_linked_is_not_filled_in()
    {
        await using var world = await ImportWorld.StartAsync();

        var error = await Assert.ThrowsAsync<ConnectorException>(() =>
            world.Links.PlanBackfillAsync(world.ConnectionId, "C-1", Token)
        );

        Assert.Contains("'C-1' is not linked", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_never_leaves_the_host_is_no_history()
    {
        Assert.Null(Backfill.EventOf(HostRecords.Invoice() with { Status = DocumentStatus.Draft }));
        Assert.Null(Backfill.EventOf(HostRecords.Invoice() with { Status = DocumentStatus.InProgress }));
        Assert.Null(Backfill.EventOf(HostRecords.Invoice() with { Status = DocumentStatus.Voided }));
        Assert.Equal(HostEvent.Finalized, Backfill.EventOf(HostRecords.Invoice()));
        Assert.Equal(HostEvent.Sent, Backfill.EventOf(HostRecords.Invoice() with { Status = DocumentStatus.Sent }));
        Assert.Equal(HostEvent.Saved, Backfill.EventOf(HostRecords.Customer()));
        Assert.Equal(HostEvent.Applied, Backfill.EventOf(new CreditApplication { Id = "A-1" }));
        Assert.Null(Backfill.EventOf(new Payment { Id = "P-1", State = PaymentState.Voided }));
    }
}
