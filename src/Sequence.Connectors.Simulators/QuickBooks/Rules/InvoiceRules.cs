using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

internal sealed class InvoiceRules() : SalesRules("Invoice")
{
    private const int DefaultDueDays = 30;

    private static readonly string[] OnlinePayment =
        ["AllowIPNPayment", "AllowOnlinePayment", "AllowOnlineCreditCardPayment", "AllowOnlineACHPayment"];

    public override string? VoidBy => "operation";

    protected override void CompleteSale(DocumentWrite write, JsonObject customer)
    {
        var invoice = write.Document;
        SetDueDate(write, customer);
        foreach (var member in OnlinePayment)
        {
            Default(invoice, member, false);
        }

        var deposit = invoice.Number("Deposit") ?? 0;
        var before = write.Before.Number("Deposit") ?? 0;
        invoice["Balance"] = JsonMembers.Money(Math.Max(0, Open(write, "Balance") - deposit + before));
        SetHomeAmounts(invoice);
    }

    internal static void SetHomeAmounts(JsonObject document)
    {
        if (document.Number("ExchangeRate") is { } rate)
        {
            document["HomeTotalAmt"] = JsonMembers.Money((document.Number("TotalAmt") ?? 0) * rate);
            document["HomeBalance"] = JsonMembers.Money((document.Number("Balance") ?? 0) * rate);
        }
    }

    private static void SetDueDate(DocumentWrite write, JsonObject customer)
    {
        var invoice = write.Document;
        if (write.Before is null && invoice["SalesTermRef"] is null && customer.Object("SalesTermRef") is { } term)
        {
            invoice["SalesTermRef"] = term.Clone();
        }

        var chosen = write.Resolve(invoice, "SalesTermRef", "Term", "Terms", "Name");
        if (invoice["DueDate"] is null)
        {
            var days = (int)(chosen is null ? DefaultDueDays : chosen.Number("DueDays") ?? 0);
            invoice["DueDate"] = invoice.Date("TxnDate")!.Value.AddDays(days).Iso();
        }
    }
}
