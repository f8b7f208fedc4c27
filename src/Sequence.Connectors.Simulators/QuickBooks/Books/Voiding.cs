using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>What is left of a transaction once it is voided, or once a transaction that it settles is gone.</summary>
internal static class Voiding
{
    public static void Zero(string entity, JsonObject document)
    {
        document["PrivateNote"] = document.Text("PrivateNote") is { Length: > 0 } note ? $"Voided - {note}" : "Voided";
        document["TotalAmt"] = JsonMembers.Money(0);
        if (entity == "Payment")
        {
            document["Line"] = new JsonArray();
            document["UnappliedAmt"] = JsonMembers.Money(0);
            return;
        }

        foreach (var line in document.Objects("Line"))
        {
            ZeroLine(line);
        }

        document["Balance"] = JsonMembers.Money(0);
        document["LinkedTxn"] = new JsonArray();
        document["TxnTaxDetail"] = new JsonObject { ["TotalTax"] = JsonMembers.Money(0) };
        document.Remove("Deposit");
        InvoiceRules.SetHomeAmounts(document);
    }

    /// <summary>Drops the lines on one transaction; where a credit memo paid for the rest, as much of that goes too.</summary>
    public static void TakeOut(JsonObject payment, string id)
    {
        var lines = payment.Objects("Line")
            .Where(line => line.Objects("LinkedTxn").All(link => link.Text("TxnId") != id))
            .Select(JsonMembers.Clone)
            .ToList();
        payment["Line"] = JsonMembers.Array(lines);
        PaymentRules.SetUnapplied(payment);
        while (payment.Number("UnappliedAmt") < 0 && payment["Line"] is JsonArray rest)
        {
            rest.Remove(rest.OfType<JsonObject>().Last(line => PaymentTypeOf(line) == "Invoice"));
            PaymentRules.SetUnapplied(payment);
        }

        while (payment.Number("TotalAmt") == 0 && payment.Number("UnappliedAmt") > 0 && payment["Line"] is JsonArray rest)
        {
            rest.Remove(rest.OfType<JsonObject>().Last(line => PaymentTypeOf(line) == "CreditMemo"));
            PaymentRules.SetUnapplied(payment);
        }
    }

    private static string? PaymentTypeOf(JsonObject line) => line.Objects("LinkedTxn").FirstOrDefault().Text("TxnType");

    private static void ZeroLine(JsonObject line)
    {
        foreach (var each in line.Object("GroupLineDetail").Objects("Line").Prepend(line))
        {
            if (each["Amount"] is not null)
            {
                each["Amount"] = JsonMembers.Money(0);
            }

            foreach (var member in (string[])["UnitPrice", "Qty", "TaxInclusiveAmt"])
            {
                if (each.Object("SalesItemLineDetail") is { } detail && detail[member] is not null)
                {
                    detail[member] = 0m;
                }
            }
        }
    }
}
