namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>The verbs of payments, credit memos and customers.</summary>
public sealed class RecordVerbTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Trap", "quickbooks-10")]
    public async Task A_voided_payment_stays_and_its_invoice_is_open_again()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var invoice = (await world.WriteAsync(Published.Invoice(), "1")).Target().ExternalId;
        var id = world.Company.ReceivePayment(invoice, 40m);
        var intent = PaymentIntent(world, WriteVerb.Void, id);

        var voided = Assert.IsType<WriteOutcome.Updated>(await world.Session.Payments.WriteAsync(intent, cancellationToken: Token));
        var again = await world.Session.Payments.WriteAsync(intent, cancellationToken: Token);

        Assert.Equal(PaymentState.Voided, Assert.IsType<Payment>(voided.Current).State);
        Assert.IsType<WriteOutcome.Unchanged>(again);
        var stands = world.Company.Invoices.Find(invoice)!;
        Assert.Equal((decimal)stands["TotalAmt"]!, (decimal)stands["Balance"]!);
    }

    [Theory]
    [InlineData(WriteVerb.Void)]
    [InlineData(WriteVerb.Delete)]
    public async Task A_deposited_payment_is_refused_with_the_way_out(WriteVerb verb)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var invoice = (await world.WriteAsync(Published.Invoice(), "1")).Target().ExternalId;
        var id = world.Company.ReceivePayment(invoice, 40m);
        world.Company.DepositPayment(id);

        var rejected = Assert.IsType<WriteOutcome.Rejected>(
            await world.Session.Payments.WriteAsync(PaymentIntent(world, verb, id), cancellationToken: Token));

        Assert.Equal("payment.deposited", Assert.Single(rejected.Problems).Code);
    }

    [Fact]
    [Trait("Behaviour", "S3-19")]
    public async Task A_payment_that_is_removed_makes_its_invoice_unpaid_again()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var invoice = (await world.WriteAsync(Published.Invoice(), "1")).Target().ExternalId;
        var gross = (await world.Session.Invoices.FindAsync(invoice, Token))!.GrossTotal!.Value;
        var first = world.Company.ReceivePayment(invoice, 40m);
        Assert.Equal(PaymentStatus.PartiallyPaid, (await world.Session.Invoices.FindAsync(invoice, Token))!.PaymentStatus);
        var second = world.Company.ReceivePayment(invoice, gross - 40m);
        Assert.Equal(PaymentStatus.Paid, (await world.Session.Invoices.FindAsync(invoice, Token))!.PaymentStatus);

        Assert.All(
            await world
                .Session.Payments.WriteAsync(
                    [PaymentIntent(world, WriteVerb.Delete, first), PaymentIntent(world, WriteVerb.Delete, second)],
                    cancellationToken: Token
                )
                .ToListAsync(Token),
            outcome => Assert.IsType<WriteOutcome.Updated>(outcome)
        );

        var open = (await world.Session.Invoices.FindAsync(invoice, Token))!;
        Assert.Equal((PaymentStatus.Unpaid, gross), (open.PaymentStatus, open.Balance));
    }

    [Fact]
    [Trait("Behaviour", "S3-17")]
    public async Task An_invoice_that_was_sent_in_QuickBooks_is_read_as_sent()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var id = (await world.WriteAsync(Published.Invoice(), "1")).Target().ExternalId;
        Assert.Equal(DocumentStatus.Final, (await world.Session.Invoices.FindAsync(id, Token))!.Status);

        world.Company.EmailInvoice(id, "ap@northwind.example");

        Assert.Equal(DocumentStatus.Sent, (await world.Session.Invoices.FindAsync(id, Token))!.Status);
    }

    [Fact]
    [Trait("Behaviour", "S3-18")]
    public async Task An_invoice_that_was_voided_in_QuickBooks_is_read_as_voided()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var id = (await world.WriteAsync(Published.Invoice(), "1")).Target().ExternalId;

        world.Company.VoidInvoice(id);

        var voided = (await world.Session.Invoices.FindAsync(id, Token))!;
        Assert.Equal((DocumentStatus.Voided, PaymentStatus.NothingDue), (voided.Status, voided.PaymentStatus));
    }

    [Fact]
    public async Task A_credit_memo_is_deleted_where_it_cannot_be_voided()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var target = (await world.WriteAsync(Published.CreditMemo(), "1")).Target();
        var delete = world.Intent(Published.CreditMemo(), "1", target) with { Key = "delete-1", Verb = WriteVerb.Delete };

        Assert.IsType<WriteOutcome.Updated>(await world.Session.CreditMemos.WriteAsync(delete, cancellationToken: Token));
        Assert.Null(world.Company.CreditMemos.Find(target.ExternalId));
    }

    /// <summary>An archived customer keeps its name taken, is read as archived, and may come back.</summary>
    [Fact]
    [Trait("Trap", "quickbooks-11")]
    public async Task An_archived_customer_is_hidden_not_gone()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = (
            await world.Session.Customers.WriteAsync(world.Intent(Published.Customer(), ""), cancellationToken: Token)
        ).Target();
        var archive = world.Intent(Published.Customer(), "", made with { Version = null }) with
        {
            Key = "archive-1",
            Verb = WriteVerb.Archive,
        };

        var archived = Assert.IsType<WriteOutcome.Updated>(await world.Session.Customers.WriteAsync(archive, cancellationToken: Token));
        Assert.IsType<WriteOutcome.Unchanged>(await world.Session.Customers.WriteAsync(archive, cancellationToken: Token));
        var other = world.Intent(Published.Customer() with { Id = "cus-2" }, "") with { Key = "second" };
        var taken = Assert.IsType<WriteOutcome.Rejected>(await world.Session.Customers.WriteAsync(other, cancellationToken: Token));
        var back = world.Intent(Published.Customer(), "", made with { Version = null }, revision: 2);
        Assert.IsType<WriteOutcome.Updated>(await world.Session.Customers.WriteAsync(back, cancellationToken: Token));

        Assert.Equal(RecordState.Archived, Assert.IsType<Customer>(archived.Current).State);
        Assert.Equal("name.taken", Assert.Single(taken.Problems).Code);
        var stands = world.Company.Customers.Find(made.ExternalId)!;
        Assert.Equal((true, "Northwind Traders"), ((bool)stands["Active"]!, (string?)stands["DisplayName"]));
    }

    private static WriteIntent<Payment> PaymentIntent(QuickBooksWorld world, WriteVerb verb, string id) =>
        world.Intent(new Payment { Id = $"pay-{id}" }, "1", new() { ExternalId = id }) with { Key = $"{verb}-{id}", Verb = verb };
}
