namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>
/// What people do in QuickBooks is heard: told by a webhook or, where that was lost, by the feed, and then read as it stands.
/// </summary>
public sealed class HearingTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Behaviour", "S3-17")]
    public async Task An_invoice_that_was_mailed_in_QuickBooks_is_sent(bool webhook)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var invoice = OpenInvoice(world);

        var heard = await HearAsync(world, webhook, () => world.Company.EmailInvoice(invoice, "ap@northwind.example"));

        Assert.Equal(DocumentStatus.Sent, heard[invoice].Status);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Behaviour", "S3-18")]
    public async Task An_invoice_that_was_voided_in_QuickBooks_is_voided_and_not_paid(bool webhook)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var invoice = OpenInvoice(world);

        var heard = await HearAsync(world, webhook, () => world.Company.VoidInvoice(invoice));

        Assert.Equal(DocumentStatus.Voided, heard[invoice].Status);
        Assert.NotEqual(PaymentStatus.Paid, heard[invoice].PaymentStatus);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Behaviour", "S3-19")]
    public async Task Payments_in_QuickBooks_pay_an_invoice_by_their_amounts_and_open_it_again_when_they_are_gone(bool webhook)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var invoice = OpenInvoice(world);
        var total = world.Company.Invoices.First(each => (string?)each["Id"] == invoice)["Balance"]!.GetValue<decimal>();
        var (first, second) = ("", "");

        var partly = await HearAsync(world, webhook, () => first = world.Company.ReceivePayment(invoice, 10m));
        var whole = await HearAsync(world, webhook, () => second = world.Company.ReceivePayment(invoice, total - 10m));
        var without = await HearAsync(world, webhook, () => world.Company.DeletePayment(second));
        var open = await HearAsync(world, webhook, () => world.Company.VoidPayment(first));

        Assert.Equal(
            [PaymentStatus.PartiallyPaid, PaymentStatus.Paid, PaymentStatus.PartiallyPaid, PaymentStatus.Unpaid],
            new[] { partly, whole, without, open }.Select(heard => heard[invoice].PaymentStatus));
        Assert.Equal([total - 10m, 0m, total - 10m, total], new[] { partly, whole, without, open }.Select(heard => heard[invoice].Balance));
    }

    /// <summary>The invoices that were told of, as they stand.</summary>
    private static async Task<Dictionary<string, Invoice>> HearAsync(QuickBooksWorld world, bool webhook, Action act)
    {
        world.Clock.Advance(TimeSpan.FromHours(1));
        world.QuickBooks.Webhooks.Lose();
        var feed = world.Session.Find<IChangeFeed>()!;
        var cursor = (await feed.ReadAsync(after: null, [RecordType.Of<Invoice>()], Cancellation).FirstAsync(Cancellation)).Next;
        act();
        if (webhook)
        {
            var receiver = world.Session.Surface.Webhooks!;
            var verdict = receiver.Verify(WebhookTests.RequestOf(world.QuickBooks.Webhooks.TakeNext()!), receiver.Secrets);
            Assert.All(verdict.Events, one => Assert.Equal(world.Connection.AccountId, one.AccountId));
            var ids = verdict.Events.Where(one => one.RecordType == RecordType.Of<Invoice>()).Select(one => one.ExternalId).ToList();
            return await world.Session.Invoices.FindAsync(ids, Cancellation).OfType<Change<Invoice>.Current>()
                .ToDictionaryAsync(change => change.ExternalId, change => change.Record, cancellationToken: Cancellation);
        }

        world.QuickBooks.Webhooks.Lose();
        var pages = await feed.ReadAsync(cursor, [RecordType.Of<Invoice>()], Cancellation).ToListAsync(Cancellation);
        return pages
            .SelectMany(page => page.Of<Invoice>())
            .OfType<Change<Invoice>.Current>()
            .ToDictionary(change => change.ExternalId, change => change.Record);
    }

    private static string OpenInvoice(QuickBooksWorld world) =>
        world.Company.Invoices.First(each =>
            each["Balance"]!.GetValue<decimal>() > 50m
            && each["Balance"]!.GetValue<decimal>() == each["TotalAmt"]!.GetValue<decimal>()
        )["Id"]!.GetValue<string>();
}
