using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class ChangeFeedTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_metered_request_tells_of_every_type()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var cursor = await BeginAsync(world.Session);
        var (invoice, other) = (OpenInvoices(world)[0], OpenInvoices(world)[1]);
        var customer = world.Company.AddCustomer("Far Away");
        var payment = world.Company.ReceivePayment(invoice, 1m);
        world.Company.DeleteInvoice(other);
        world.QuickBooks.Usage.Reset();

        var told = await ReadAsync(world.Session, cursor);

        Assert.Equal((1, 1), (world.QuickBooks.Usage.TotalRequests, world.QuickBooks.Usage.MeteredReads));
        Assert.Contains(told.Of<Customer>(), change => change.ExternalId == customer && change is Change<Customer>.Current);
        Assert.Contains(told.Of<Payment>(), change => change.ExternalId == payment && change is Change<Payment>.Current);
        Assert.Contains(
            told.Of<Invoice>(),
            change =>
                change is Change<Invoice>.Current { Record: { Id: var id, PaymentStatus: PaymentStatus.PartiallyPaid } }
                && id == invoice
        );
        Assert.Equal(other, Assert.Single(told.Of<Invoice>().OfType<Change<Invoice>.Deleted>()).ExternalId);
        Assert.Empty(told.ToSweep);
    }

    [Fact]
    public async Task A_void_is_a_changed_document_and_a_deleted_payment_opens_its_invoice_again()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (voided, paid) = (OpenInvoices(world)[0], OpenInvoices(world)[1]);
        var payment = world.Company.ReceivePayment(paid, 1m);
        world.Clock.Advance(TimeSpan.FromHours(1));
        var cursor = await BeginAsync(world.Session);
        world.Company.VoidInvoice(voided);
        world.Company.DeletePayment(payment);

        var told = await ReadAsync(world.Session, cursor);

        Assert.Contains(
            told.Of<Invoice>(),
            change => change is Change<Invoice>.Current { Record: { Id: var id, Status: DocumentStatus.Voided } } && id == voided
        );
        Assert.Contains(
            told.Of<Invoice>(),
            change =>
                change is Change<Invoice>.Current { Record: { Id: var id, PaymentStatus: PaymentStatus.Unpaid } } && id == paid
        );
        Assert.Equal(payment, Assert.Single(told.Of<Payment>().OfType<Change<Payment>.Deleted>()).ExternalId);
    }

    [Fact]
    public async Task More_than_a_thousand_changes_in_one_answer_are_asked_for_type_by_type()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));
        var cursor = await BeginAsync(world.Session);
        var customers = AddCustomers(world, 700);
        var items = Enumerable.Range(0, 400).Select(number => world.Company.Add("Item", Item(world, number))).ToList();
        world.QuickBooks.Usage.Reset();

        var told = await ReadAsync(world.Session, cursor);

        Assert.Equal(customers.Order(), told.Of<Customer>().Select(change => change.ExternalId).Order());
        Assert.Equal(items.Order(), told.Of<Product>().Select(change => change.ExternalId).Order());
        Assert.Empty(told.ToSweep);
        Assert.Equal(7, world.QuickBooks.Usage.TotalRequests);
    }

    [Fact]
    [Trait("Trap", "quickbooks-18")]
    public async Task More_than_a_thousand_changes_of_one_type_want_a_sweep_of_that_type_alone()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));
        var cursor = await BeginAsync(world.Session);
        AddCustomers(world, 1000);
        var deleted = OpenInvoices(world)[0];
        world.Company.DeleteInvoice(deleted);
        world.Clock.Advance(TimeSpan.FromMinutes(10));

        var told = await ReadAsync(world.Session, cursor);

        Assert.Equal([RecordType.Of<Customer>()], told.ToSweep);
        Assert.Contains(told.Of<Invoice>(), change => change is Change<Invoice>.Deleted && change.ExternalId == deleted);
        var later = world.Company.AddCustomer("Later");
        Assert.Contains((await ReadAsync(world.Session, told.Next!)).Of<Customer>(), change => change.ExternalId == later);
    }

    [Fact]
    [Trait("Trap", "quickbooks-18")]
    public async Task After_thirty_days_every_type_is_swept_instead_of_a_gap_that_nobody_sees()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var cursor = await BeginAsync(world.Session);
        world.Company.DeleteInvoice(OpenInvoices(world)[0]);
        world.Clock.Advance(TimeSpan.FromDays(31));

        var told = await ReadAsync(world.Session, cursor);

        Assert.Equal(6, told.ToSweep.Count);
        var changed = world.Company.AddCustomer("Later");
        Assert.Equal(changed, Assert.Single((await ReadAsync(world.Session, told.Next!)).Of<Customer>()).ExternalId);
    }

    [Fact]
    public async Task The_cursor_is_of_QuickBooks_clock_and_not_of_ours()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        await using var host = QuickBooksWorld.Host(
            world.Server, connectors => connectors.Services.Replace(ServiceDescriptor.Singleton<TimeProvider>(new Ahead(world.Clock))));
        var connectors = host.GetRequiredService<SequenceConnectors>();
        var session = await connectors.OpenAsync((await world.ConnectAsync(connectors, "tenant-2"))[0].Id, Cancellation);
        var cursor = await BeginAsync(session);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var customer = world.Company.AddCustomer("Far Away");

        var told = await ReadAsync(session, cursor);
        world.Clock.Advance(TimeSpan.FromMinutes(1));
        var later = world.Company.AddCustomer("Farther Away");

        Assert.Contains(told.Of<Customer>(), change => change.ExternalId == customer);
        Assert.Contains((await ReadAsync(session, told.Next!)).Of<Customer>(), change => change.ExternalId == later);
    }

    [Fact]
    public async Task A_change_that_becomes_visible_late_is_told_all_the_same()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        world.Clock.Advance(TimeSpan.FromHours(1));
        var customer = world.Company.AddCustomer("Committed late");
        world.Clock.Advance(TimeSpan.FromMinutes(4));

        var told = await ReadAsync(world.Session, await BeginAsync(world.Session));

        Assert.Equal(customer, Assert.Single(told.Of<Customer>()).ExternalId);
    }

    [Fact]
    public void An_object_that_cannot_be_read_hides_neither_its_neighbours_nor_a_deletion()
    {
        var body = SignedWebhooks.Utf8(
            """
            {"CDCResponse":[{"QueryResponse":[{},{"Invoice":[{"Id":"1","Line":7},{"Id":"2","TotalAmt":5},
            {"domain":"QBO","status":"Deleted","Id":"979","MetaData":{"LastUpdatedTime":"2026-03-01T00:00:00-08:00"}}],"startPosition":1,"maxResults":3}]}],
            "time":"2026-03-02T00:00:00.000-08:00"}
            """);
        var scope = new QuickBooksReadScope(
            new(QuickBooksLinks.DefaultTemplate, ConnectorEnvironment.Sandbox, "1"), new(ConnectionSettings.Empty), company: null);

        var told = QuickBooksEntities.Invoice.AddChanges(new(), body, scope).Of<Invoice>();

        Assert.Equal(["1", "2", "979"], told.Select(change => change.ExternalId));
        Assert.Equal(Instant.FromUtc(2026, 3, 1, 8, 0), Assert.IsType<Change<Invoice>.Deleted>(told[2]).At);
    }

    [Fact]
    public async Task What_is_no_cursor_of_QuickBooks_is_refused()
    {
        await using var world = await QuickBooksWorld.StartAsync();

        var refusal = await Assert.ThrowsAsync<ArgumentException>(() => ReadAsync(world.Session, new Cursor("page 7")));

        Assert.Contains("'page 7'", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<Cursor> BeginAsync(ConnectorSession session)
    {
        var feed = session.Find<IChangeFeed>()!;
        var page = Assert.Single(await feed.ReadAsync(after: null, feed.RecordTypes, Cancellation).ToListAsync(Cancellation));
        Assert.Equal(feed.RecordTypes, page.ToSweep);
        return page.Next!;
    }

    /// <summary>All pages as one.</summary>
    private static async Task<FeedPage> ReadAsync(ConnectorSession session, Cursor after)
    {
        var feed = session.Find<IChangeFeed>()!;
        var pages = await feed.ReadAsync(after, feed.RecordTypes, Cancellation).ToListAsync(Cancellation);
        Assert.All(pages.SkipLast(1), page => Assert.Null(page.Next));
        return new FeedPage { Next = pages[^1].Next, ToSweep = [.. pages.SelectMany(page => page.ToSweep)] }
            .With([.. pages.SelectMany(page => page.Of<Customer>())])
            .With([.. pages.SelectMany(page => page.Of<Invoice>())])
            .With([.. pages.SelectMany(page => page.Of<Payment>())])
            .With([.. pages.SelectMany(page => page.Of<Product>())]);
    }

    private static List<string> OpenInvoices(QuickBooksWorld world) =>
        [
            .. world
                .Company.Invoices.Where(each =>
                    each["Balance"]!.GetValue<decimal>() > 10m
                    && each["Balance"]!.GetValue<decimal>() == each["TotalAmt"]!.GetValue<decimal>()
                )
                .Select(each => each["Id"]!.GetValue<string>()),
        ];

    private static List<string> AddCustomers(QuickBooksWorld world, int count) =>
        [.. Enumerable.Range(0, count).Select(number => world.Company.AddCustomer($"Customer number {number}"))];

    private static JsonObject Item(QuickBooksWorld world, int number)
    {
        var like = world.Company.Documents("Item").First(item => (string?)item["Type"] == "Service");
        return new() { ["Name"] = $"Item {number}", ["Type"] = "Service", ["IncomeAccountRef"] = like["IncomeAccountRef"]!.DeepClone() };
    }

    private sealed class Ahead(TimeProvider clock) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => clock.GetUtcNow() + TimeSpan.FromMinutes(20);

        public override long GetTimestamp() => clock.GetTimestamp();

        public override long TimestampFrequency => clock.TimestampFrequency;

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            clock.CreateTimer(callback, state, dueTime, period);
    }
}
