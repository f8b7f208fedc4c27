using System.Text.Json.Nodes;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class PaymentWithCreditTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>QuickBooks' users pay an invoice with money and a credit memo at once.</summary>
    [Fact]
    [Trait("Trap", "quickbooks-9")]
    public async Task A_payment_that_uses_credit_can_be_written_back_as_it_was_read()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var invoice = (await world.WriteAsync(Published.Invoice(), "1")).Target().ExternalId;
        var memo = (await world.WriteAsync(Published.CreditMemo(), "1")).Target().ExternalId;
        var id = world.Company.AddPayment(new JsonObject
        {
            ["CustomerRef"] = new JsonObject { ["value"] = "1" },
            ["TxnDate"] = "2026-03-20",
            ["TotalAmt"] = 35m,
            ["Line"] = new JsonArray(Line(50m, "Invoice", invoice), Line(15m, "CreditMemo", memo)),
        });
        var read = (await world.Session.Payments.FindAsync(id, Token))!;
        var intent = world.Intent(read with { CustomerId = Published.CustomerId, Reference = "W-9" }, "1", new() { ExternalId = id }) with
        {
            References = References.To<Customer>(Published.CustomerId, "1").And<Invoice>(invoice, invoice).And<CreditMemo>(memo, memo)
                .And<LedgerAccount>(read.DepositAccountId!, read.DepositAccountId!),
        };

        Assert.IsType<WriteOutcome.Updated>(await world.Session.Payments.WriteAsync(intent, cancellationToken: Token));

        var again = (await world.Session.Payments.FindAsync(id, Token))!;
        Assert.Equal(("W-9", 35m, read.Allocations), (again.Reference, again.Amount, again.Allocations));
    }

    private static JsonObject Line(decimal amount, string type, string id) => new()
    {
        ["Amount"] = amount,
        ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = id, ["TxnType"] = type }),
    };
}
