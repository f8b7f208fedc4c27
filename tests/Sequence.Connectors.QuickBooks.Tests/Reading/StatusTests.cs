using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class StatusTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Trap", "quickbooks-8")]
    public async Task A_void_is_not_a_payment()
    {
        await using var world = await WorldAsync();
        var id = await InvoiceAsync(world);
        world.Company.VoidInvoice(id);
        var invoice = await ReadAsync(world, id);
        Assert.Equal((DocumentStatus.Voided, PaymentStatus.NothingDue), (invoice.Status, invoice.PaymentStatus));
        Assert.Equal((0m, 0m), (invoice.GrossTotal, invoice.Balance));
    }

    [Fact]
    [Trait("Trap", "quickbooks-8")]
    public async Task An_invoice_of_zero_is_neither_paid_nor_voided()
    {
        await using var world = await WorldAsync();
        var invoice = await ReadAsync(world, await InvoiceAsync(world, 0m));
        Assert.Equal((DocumentStatus.Final, PaymentStatus.NothingDue), (invoice.Status, invoice.PaymentStatus));
    }

    [Fact]
    [Trait("Trap", "quickbooks-8")]
    public async Task Payments_pay_an_invoice_in_parts_and_deleting_one_opens_it_again()
    {
        await using var world = await WorldAsync();
        var id = await InvoiceAsync(world);
        Assert.Equal(PaymentStatus.Unpaid, (await ReadAsync(world, id)).PaymentStatus);

        world.Company.ReceivePayment(id, 30m);
        var part = await ReadAsync(world, id);
        Assert.Equal((PaymentStatus.PartiallyPaid, 70m), (part.PaymentStatus, part.Balance));

        var second = world.Company.ReceivePayment(id, 70m);
        Assert.Equal(PaymentStatus.Paid, (await ReadAsync(world, id)).PaymentStatus);

        world.Company.DeletePayment(second);
        Assert.Equal(PaymentStatus.PartiallyPaid, (await ReadAsync(world, id)).PaymentStatus);
        Assert.IsType<Change<Payment>.NotFound>(Assert.Single(await world.Session.Payments.FindAsync([second], Token).ToListAsync(Token)));
    }

    [Fact]
    public async Task A_voided_payment_is_voided_and_opens_its_invoice_again()
    {
        await using var world = await WorldAsync();
        var id = await InvoiceAsync(world);
        var payment = world.Company.ReceivePayment(id, 100m);
        world.Company.VoidPayment(payment);
        var read = (await world.Session.Payments.FindAsync(payment, Token))!;
        Assert.Equal((PaymentState.Voided, 0m, 0), (read.State, read.Amount, read.Allocations.Count));
        Assert.Equal(PaymentStatus.Unpaid, (await ReadAsync(world, id)).PaymentStatus);
    }

    [Fact]
    [Trait("Trap", "quickbooks-8")]
    public async Task A_credit_memo_that_is_applied_is_not_cash()
    {
        await using var world = await WorldAsync();
        var id = await InvoiceAsync(world);
        var memo = (await world.WriteAsync(Published.CreditMemo(), Customer(world))).Target().ExternalId;
        var applied = world.Company.AddPayment(Payment(world, 0m, (40m, "Invoice", id), (40m, "CreditMemo", memo)));

        var read = (await world.Session.Payments.FindAsync(applied, Token))!;
        Assert.Equal((PaymentState.Received, 0m), (read.State, read.Amount));
        Assert.Equal(
            [new PaymentAllocation { InvoiceId = id, Amount = 40m }, new PaymentAllocation { CreditMemoId = memo, Amount = 40m }],
            read.Allocations
        );
        Assert.Equal(
            (PaymentStatus.PartiallyPaid, 60m),
            ((await ReadAsync(world, id)).PaymentStatus, (await ReadAsync(world, id)).Balance)
        );
        var credit = (await world.Session.CreditMemos.FindAsync(memo, Token))!;
        Assert.Equal((CreditStatus.FullyApplied, 0m), (credit.CreditStatus, credit.Remaining));
    }

    [Fact]
    [Trait("Trap", "quickbooks-9")]
    public async Task A_payment_of_several_invoices_tells_what_each_got()
    {
        await using var world = await WorldAsync();
        var (first, second) = (await InvoiceAsync(world), await InvoiceAsync(world, 50m, "inv-2"));
        var payment = world.Company.AddPayment(Payment(world, 160m, (100m, "Invoice", first), (30m, "Invoice", second)));
        var read = (await world.Session.Payments.FindAsync(payment, Token))!;
        Assert.Equal((160m, 30m), (read.Amount, read.Unapplied));
        Assert.Equal(
            [
                new PaymentAllocation { InvoiceId = first, Amount = 100m },
                new PaymentAllocation { InvoiceId = second, Amount = 30m },
            ],
            read.Allocations
        );
        Assert.Equal(PaymentStatus.Paid, (await ReadAsync(world, first)).PaymentStatus);
        Assert.Equal(PaymentStatus.PartiallyPaid, (await ReadAsync(world, second)).PaymentStatus);
    }

    [Fact]
    public async Task Mailing_makes_an_invoice_sent()
    {
        await using var world = await WorldAsync();
        var id = await InvoiceAsync(world);
        Assert.Equal(DocumentStatus.Final, (await ReadAsync(world, id)).Status);
        world.Company.EmailInvoice(id, "ap@example.com");
        var sent = await ReadAsync(world, id);
        Assert.Equal((DocumentStatus.Sent, "EmailSent"), (sent.Status, sent.StatusText));
    }

    [Fact]
    public async Task A_deleted_invoice_is_not_found()
    {
        await using var world = await WorldAsync();
        var id = await InvoiceAsync(world);
        world.Company.DeleteInvoice(id);
        Assert.Null(await world.Session.Invoices.FindAsync(id, Token));
    }

    [Fact]
    public async Task A_customer_that_was_made_inactive_is_archived()
    {
        await using var world = await WorldAsync();
        var id = Customer(world);
        world.Company.DeactivateCustomer(id);
        Assert.Equal(RecordState.Archived, (await world.Session.Customers.FindAsync(id, Token))!.State);
        var active = await world.Session.Customers.ReadAllAsync(new() { IncludeArchived = false }, Token).ToListAsync(Token);
        Assert.DoesNotContain(active, one => one.Id == id);
    }

    private static async Task<QuickBooksWorld> WorldAsync()
    {
        var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStatesManualTax with { SampleData = false });
        world.Company.AddCustomer("Status case");
        return world;
    }

    private static string Customer(QuickBooksWorld world) => (string)world.Company.Customers.FindBy("DisplayName", "Status case")!["Id"]!;

    private static async Task<string> InvoiceAsync(QuickBooksWorld world, decimal net = 100m, string id = "inv-1") =>
        (await world.WriteAsync(Published.Invoice(id, net), Customer(world))).Target().ExternalId;

    private static async Task<Invoice> ReadAsync(QuickBooksWorld world, string id) => (await world.Session.Invoices.FindAsync(id, Token))!;

    private static JsonObject Payment(
        QuickBooksWorld world,
        decimal total,
        params (decimal Amount, string Type, string Id)[] lines
    ) =>
        new()
        {
            ["CustomerRef"] = new JsonObject { ["value"] = Customer(world) },
            ["TotalAmt"] = total,
            ["Line"] = new JsonArray(
                [
                    .. lines.Select(line => new JsonObject
                    {
                        ["Amount"] = line.Amount,
                        ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = line.Id, ["TxnType"] = line.Type }),
                    }),
                ]
            ),
        };
}
