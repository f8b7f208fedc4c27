using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Using a credit memo for an invoice, and taking that back.</summary>
public sealed class CreditApplicationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_credit_pays_a_part_of_an_invoice_without_money()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (memo, invoice) = await DocumentsAsync(world);

        var applied = Assert.IsType<WriteOutcome.Created>(await WriteAsync(world, Apply(world, memo, invoice, 15m)));

        var payment = world.Company.Payments.Find(applied.ExternalId)!;
        Assert.Equal((0m, 0m), ((decimal)payment["TotalAmt"]!, (decimal)payment["UnappliedAmt"]!));
        Assert.Equal(15m, Open(world, invoice, "TotalAmt") - Open(world, invoice, "Balance"));
        var credit = await world.Session.CreditMemos.FindAsync(memo, Token);
        Assert.Equal(CreditStatus.PartiallyApplied, credit!.CreditStatus);
        var current = Assert.IsType<CreditApplication>(applied.Current);
        Assert.Equal((memo, invoice, 15m), (current.CreditMemoId, current.InvoiceId, current.Amount));
        var read = await world.Session.Payments.FindAsync(applied.ExternalId, Token);
        Assert.Equal((PaymentState.Received, 0m), (read!.State, read.Amount));
    }

    [Fact]
    public async Task The_same_use_written_twice_is_made_once()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (memo, invoice) = await DocumentsAsync(world);
        var intent = Apply(world, memo, invoice, 15m);
        world.QuickBooks.Faults.Add(new() { Kind = SimulatedFaultKind.CutAfterEffect, Resource = "batch", Times = 4 });

        var lost = Assert.IsType<WriteOutcome.Uncertain>(await WriteAsync(world, intent));
        var found = await world.Session.Records<CreditApplication>().WriteAsync(intent, new() { Unsettled = [lost.Attempt] }, Token);

        Assert.IsType<WriteOutcome.Created>(found);
        Assert.Equal(15m, Open(world, invoice, "TotalAmt") - Open(world, invoice, "Balance"));
    }

    [Fact]
    public async Task A_use_that_is_taken_back_opens_both_documents_again()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (memo, invoice) = await DocumentsAsync(world);
        var applied = await WriteAsync(world, Apply(world, memo, invoice, 15m));
        var unapply = Unapply(world, memo, invoice, applied.Target());

        Assert.IsType<WriteOutcome.Updated>(await WriteAsync(world, unapply));
        Assert.IsType<WriteOutcome.Unchanged>(await WriteAsync(world, unapply));

        Assert.Null(world.Company.Payments.Find(applied.Target().ExternalId));
        Assert.Equal(Open(world, invoice, "TotalAmt"), Open(world, invoice, "Balance"));
        Assert.Equal(CreditStatus.Unapplied, (await world.Session.CreditMemos.FindAsync(memo, Token))!.CreditStatus);
    }

    /// <summary>QuickBooks' users may have put money, or another invoice, into the payment that holds the use: that stays.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(50)]
    [Trait("Trap", "quickbooks-6")]
    public async Task What_else_a_payment_holds_stays_when_a_use_is_taken_back(int money)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (memo, invoice) = await DocumentsAsync(world);
        var other = (await world.WriteAsync(Published.Invoice("inv-2"), "1")).Target().ExternalId;
        var id = world.Company.AddPayment(new JsonObject
        {
            ["CustomerRef"] = new JsonObject { ["value"] = "1" },
            ["TotalAmt"] = money,
            ["Line"] = new JsonArray(Line(25m, "CreditMemo", memo), Line(15m + money, "Invoice", invoice), Line(10m, "Invoice", other)),
        });

        Assert.IsType<WriteOutcome.Updated>(await WriteAsync(world, Unapply(world, memo, invoice, new() { ExternalId = id })));
        Assert.IsType<WriteOutcome.Unchanged>(await WriteAsync(world, Unapply(world, memo, invoice, new() { ExternalId = id })));

        Assert.Equal(10m, Open(world, other, "TotalAmt") - Open(world, other, "Balance"));
        Assert.InRange(Open(world, invoice, "TotalAmt") - Open(world, invoice, "Balance"), money == 0 ? 0m : 40m, money);
        Assert.Equal(money, (decimal)world.Company.Payments.Find(id)!["TotalAmt"]!);
    }

    [Fact]
    public async Task A_use_of_an_unlinked_document_is_refused_before_the_call()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var intent = Apply(world, "1", "1", 15m) with { References = References.To<Customer>(Published.CustomerId, "1") };

        var rejected = Assert.IsType<WriteOutcome.Rejected>(await WriteAsync(world, intent));

        Assert.Equal(
            [("reference.unlinked", "CreditMemoId"), ("reference.unlinked", "InvoiceId")],
            rejected.Problems.Select(one => (one.Code, one.Path))
        );
    }

    [Fact]
    public async Task More_than_is_open_is_refused()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var (memo, invoice) = await DocumentsAsync(world);

        var rejected = Assert.IsType<WriteOutcome.Rejected>(await WriteAsync(world, Apply(world, memo, invoice, 5000m)));

        Assert.Equal("quickbooks.refused", Assert.Single(rejected.Problems).Code);
    }

    /// <summary>A company may have QuickBooks apply new credit memos by itself: what it did is taken over, not done twice.</summary>
    [Fact]
    [Trait("Trap", "quickbooks-8")]
    public async Task A_use_that_QuickBooks_made_by_itself_is_taken_over()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { AutoApplyCredit = true });
        var (memo, invoice) = await DocumentsAsync(world, world.Company.AddCustomer("Auto Works"));
        var used = Open(world, invoice, "TotalAmt") - Open(world, invoice, "Balance");
        Assert.True(used > 0m);

        var adopted = Assert.IsType<WriteOutcome.Created>(await WriteAsync(world, Apply(world, memo, invoice, used)));

        Assert.True(adopted.Adopted);
        Assert.Equal(used, Open(world, invoice, "TotalAmt") - Open(world, invoice, "Balance"));
        Assert.Equal(0m, (decimal)world.Company.Payments.Find(adopted.ExternalId)!["TotalAmt"]!);
    }

    [Fact]
    public async Task A_credit_that_QuickBooks_used_elsewhere_is_refused_with_where_it_went()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { AutoApplyCredit = true });
        var customer = world.Company.AddCustomer("Auto Works");
        var older = (await world.WriteAsync(Published.Invoice("inv-0") with { IssueDate = new(2026, 2, 2) }, customer)).Target().ExternalId;
        var (memo, invoice) = await DocumentsAsync(world, customer);

        var rejected = Assert.IsType<WriteOutcome.Rejected>(await WriteAsync(world, Apply(world, memo, invoice, 40m)));

        var problem = Assert.Single(rejected.Problems);
        Assert.Equal("credit.used_elsewhere", problem.Code);
        Assert.Contains($"invoice {older}", problem.Message, StringComparison.Ordinal);
        Assert.Equal(Open(world, invoice, "TotalAmt"), Open(world, invoice, "Balance"));
    }

    private static async Task<(string Memo, string Invoice)> DocumentsAsync(QuickBooksWorld world, string customer = "1")
    {
        var invoice = await world.WriteAsync(Published.Invoice(), customer);
        var memo = await world.WriteAsync(Published.CreditMemo(), customer);
        return (memo.Target().ExternalId, invoice.Target().ExternalId);
    }

    private static WriteIntent<CreditApplication> Apply(QuickBooksWorld world, string memo, string invoice, decimal amount) => new()
    {
        Key = IntentKey.Of<CreditApplication>(world.Connection.Id, "use-1", WriteVerb.Apply),
        Verb = WriteVerb.Apply,
        Record = new()
        {
            Id = "use-1",
            CustomerId = Published.CustomerId,
            CreditMemoId = "cm-1",
            InvoiceId = "inv-1",
            Amount = amount,
            Currency = CurrencyCode.Parse("USD"),
            Date = new(2026, 3, 6),
        },
        References = References.To<Customer>(Published.CustomerId, "1").And<CreditMemo>("cm-1", memo).And<Invoice>("inv-1", invoice),
    };

    private static WriteIntent<CreditApplication> Unapply(QuickBooksWorld world, string memo, string invoice, WriteTarget target) =>
        Apply(world, memo, invoice, 15m) with
        {
            Key = IntentKey.Of<CreditApplication>(world.Connection.Id, "use-1", WriteVerb.Unapply),
            Verb = WriteVerb.Unapply,
            Target = target with { Version = null },
        };

    private static Task<WriteOutcome> WriteAsync(QuickBooksWorld world, WriteIntent<CreditApplication> intent) =>
        world.Session.Records<CreditApplication>().WriteAsync(intent, cancellationToken: Token);

    private static decimal Open(QuickBooksWorld world, string invoice, string member) =>
        (decimal)world.Company.Invoices.Find(invoice)![member]!;

    private static JsonObject Line(decimal amount, string type, string id) => new()
    {
        ["Amount"] = amount,
        ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = id, ["TxnType"] = type }),
    };
}
