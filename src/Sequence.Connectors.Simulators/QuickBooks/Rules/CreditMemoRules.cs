using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

internal sealed class CreditMemoRules() : SalesRules("CreditMemo")
{
    // QuickBooks: the API has no void for credit memos, only delete. https://github.com/intuit/QuickBooks-V3-PHP-SDK/issues/133
    public override string? VoidBy => null;

    public override void Stored(DocumentWrite write)
    {
        if (write.Before is null && write.Profile.AutoApplyCredit)
        {
            ApplyToOldestInvoice(write);
        }
    }

    protected override void CompleteSale(DocumentWrite write, JsonObject customer)
    {
        var memo = write.Document;
        write.Resolve(memo, "SalesTermRef", "Term", "Terms", "Name");
        var open = JsonMembers.Money(Open(write, "RemainingCredit"));
        memo["RemainingCredit"] = open;
        memo["Balance"] = open.DeepClone();
        InvoiceRules.SetHomeAmounts(memo);
    }

    private static void ApplyToOldestInvoice(DocumentWrite write)
    {
        var memo = write.Document;
        var oldest = write.Store.All("Invoice")
            .Where(invoice => invoice.Ref("CustomerRef") == memo.Ref("CustomerRef") && invoice.Number("Balance") > 0)
            .MinBy(
                invoice => (invoice.Text("TxnDate"), long.Parse(invoice.Text("Id")!, System.Globalization.CultureInfo.InvariantCulture)));
        if (oldest is null || memo.Number("RemainingCredit") is not > 0)
        {
            return;
        }

        var amount = Math.Min(memo.Number("RemainingCredit")!.Value, oldest.Number("Balance")!.Value);
        write.Books.Save("Payment", new JsonObject
        {
            ["CustomerRef"] = memo.Object("CustomerRef")!.Clone(),
            ["CurrencyRef"] = memo.Object("CurrencyRef")!.Clone(),
            ["TotalAmt"] = JsonMembers.Money(0),
            ["PrivateNote"] = "Created by QB Online to link credits to charges.",
            ["Line"] = new JsonArray(
                PaymentRules.Line(amount, "CreditMemo", memo.Text("Id")!), PaymentRules.Line(amount, "Invoice", oldest.Text("Id")!)),
        });
    }
}
