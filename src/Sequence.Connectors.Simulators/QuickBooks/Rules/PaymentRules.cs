using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>A payment settles invoices with money and with credit memos; what its lines leave over stays unapplied.</summary>
internal sealed class PaymentRules() : TransactionRules("Payment")
{
    private const string UndepositedFunds = "4";

    public override string? VoidBy => "include";

    public override IReadOnlyList<string> KeptOnFullUpdate => ["CurrencyRef", "TxnDate"];

    public static JsonObject Line(decimal amount, string type, string id) => new()
    {
        ["Amount"] = JsonMembers.Money(amount),
        ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = id, ["TxnType"] = type }),
    };

    public override void Complete(DocumentWrite write)
    {
        var payment = write.Document;
        RefuseDeposited(write.Before);
        var customer = SetCustomer(write);
        SetDate(write);
        SetCurrency(write, customer);
        if (payment.Number("TotalAmt") is not { } total)
        {
            throw QuickBooksFaultException.Required("TotalAmt");
        }

        if (total < 0)
        {
            throw QuickBooksFaultException.Business("Transaction amount must be 0 or greater.");
        }

        payment["TotalAmt"] = JsonMembers.Money(total);
        Default(payment, "DepositToAccountRef", JsonMembers.Reference(UndepositedFunds));
        write.Resolve(payment, "DepositToAccountRef", "Account", "Accounts", "Name");
        Default(payment, "ProcessPayment", false);
        payment["LinkedTxn"] = write.Before?["LinkedTxn"]?.DeepClone() ?? new JsonArray();
        SetLines(write);
    }

    public override void Stored(DocumentWrite write)
    {
        foreach (var (type, id) in Links(write.Before).Union(Links(write.Document)).ToList())
        {
            write.Books.Relink(type, id);
        }
    }

    public static IEnumerable<(string Type, string Id)> Links(JsonObject? payment) =>
        payment.Objects("Line").SelectMany(line => line.Objects("LinkedTxn")).Select(link => (link.Text("TxnType")!, link.Text("TxnId")!));

    /// <summary>What a payment's lines put on one transaction.</summary>
    public static decimal AmountOn(JsonObject? payment, string id) =>
        payment.Objects("Line").Where(
            line => line.Objects("LinkedTxn").Any(link => link.Text("TxnId") == id)).Sum(line => line.Number("Amount") ?? 0);

    public static void SetUnapplied(JsonObject payment)
    {
        var settled = payment.Objects("Line").Sum(line =>
            line.Objects("LinkedTxn").Any(link => link.Text("TxnType") is "CreditMemo" or "Deposit")
                ? -(line.Number("Amount") ?? 0)
                : line.Number("Amount") ?? 0);
        payment["UnappliedAmt"] = JsonMembers.Money((payment.Number("TotalAmt") ?? 0) - settled);
    }

    public static void RefuseDeposited(JsonObject? payment)
    {
        if (payment.Objects("LinkedTxn").Any(link => link.Text("TxnType") == "Deposit"))
        {
            throw new QuickBooksFaultException(
                "6540", "Deposited Transaction cannot be changed", "Deposited Transaction cannot be changed : You have already deposited "
                + "this payment.");
        }
    }

    private static void SetLines(DocumentWrite write)
    {
        var lines = write.Document.Objects("Line").Select(line => CompleteLine(write, line)).ToList();
        write.Document["Line"] = JsonMembers.Array(lines);
        foreach (var (type, id) in Links(write.Document).Distinct().Where(link => IsSale(link.Type)))
        {
            RefuseOverpaid(write, type, id);
        }

        SetUnapplied(write.Document);
        if (write.Document.Number("UnappliedAmt") < 0)
        {
            throw QuickBooksFaultException.Business("The amount applied is more than the amount received.");
        }
    }

    private static JsonObject CompleteLine(DocumentWrite write, JsonObject sent)
    {
        var amount = sent.Number("Amount") ?? throw QuickBooksFaultException.Required("Line.Amount");
        var link = sent.Objects("LinkedTxn").SingleOrDefault() ?? throw QuickBooksFaultException.Required("Line.LinkedTxn");
        var type = link.Text("TxnType") ?? throw QuickBooksFaultException.Required("Line.LinkedTxn.TxnType");
        var id = link.Text("TxnId") ?? throw QuickBooksFaultException.Required("Line.LinkedTxn.TxnId");
        if (EntityOf(type) is not { } entity || write.Store.Find(entity, id) is not { } target)
        {
            throw QuickBooksFaultException.NotFound();
        }

        if (IsSale(type) && target.Ref("CustomerRef") != write.Document.Ref("CustomerRef"))
        {
            throw QuickBooksFaultException.Business("The customer of the payment is not the customer of the linked transaction.");
        }

        var line = Line(amount, type, id);
        line["LinkedTxn"] = new JsonArray(link.Clone());
        line["LineEx"] = LineExtension(target);
        return line;
    }

    /// <summary>
    /// Where a linked transaction stands. Here a journal entry and what was spent are charges, and a deposit is a credit.
    /// </summary>
    private static string? EntityOf(string type) => type switch
    {
        "Invoice" or "CreditMemo" or "JournalEntry" or "Deposit" => type,
        "Check" or "Expense" => "Purchase",
        _ => null,
    };

    private static bool IsSale(string type) => type is "Invoice" or "CreditMemo";

    private static void RefuseOverpaid(DocumentWrite write, string type, string id)
    {
        var target = write.Store.Find(type, id)!;
        var open = (target.Number(type == "Invoice" ? "Balance" : "RemainingCredit") ?? 0) + AmountOn(write.Before, id);
        if (AmountOn(write.Document, id) > open)
        {
            throw QuickBooksFaultException.Business($"The amount applied to {type} {id} is more than its open balance.");
        }
    }

    private static JsonObject LineExtension(JsonObject target)
    {
        static JsonObject Pair(string name, string value) => new()
        {
            ["name"] = "{http://schema.intuit.com/finance/v3}NameValue",
            ["declaredType"] = "com.intuit.schema.finance.v3.NameValue",
            ["scope"] = "javax.xml.bind.JAXBElement$GlobalScope",
            ["value"] = new JsonObject { ["Name"] = name, ["Value"] = value },
            ["nil"] = false,
            ["globalScope"] = true,
            ["typeSubstituted"] = false,
        };

        return new JsonObject
        {
            ["any"] = new JsonArray(
                Pair("txnId", target.Text("Id")!),
                Pair("txnOpenBalance", (target.Number("Balance") ?? 0).Invariant()),
                Pair("txnReferenceNumber", target.Text("DocNumber") ?? "")),
        };
    }
}
