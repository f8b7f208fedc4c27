using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>
/// Payments of several invoices as one line on the bank statement: made whole or not at all, taken back whole, never edited.
/// </summary>
internal sealed class XeroBatchPaymentRules : XeroRules
{
    private const int LongestNarrative = 18;

    public override void Write(XeroWrite write)
    {
        var id = write.PathId ?? write.Sent.Text("BatchPaymentID");
        if (id is null || write.CreatesOnly)
        {
            Make(write);
        }
        else
        {
            Delete(write, id);
        }
    }

    private static void Make(XeroWrite write)
    {
        var parts = write.Sent.Objects("Payments").ToList();
        var account = write.Sent.Object("Account");
        if (parts.Count == 0)
        {
            write.Refuse("A batch payment must contain at least one payment");
        }

        if (write.Sent.Text("Narrative")?.Length > LongestNarrative || write.Sent.Text("Details")?.Length > LongestNarrative)
        {
            write.Refuse($"Details and Narrative must have at most {LongestNarrative.Invariant()} characters");
        }

        var made = parts.Select(part => Part(write, part, account)).ToList();
        if (made.Select(part => part.Text("InvoiceID")).Distinct().Count() < made.Count)
        {
            write.Refuse("An invoice can only be included once in a batch payment");
        }

        if (write.Errors.Count > 0)
        {
            return;
        }

        write.Document = new JsonObject
        {
            ["BatchPaymentID"] = write.Books.NewId(),
            ["AccountID"] = made[0].Text("AccountID"),
            ["Date"] = made[0].Text("Date"),
            ["Type"] = made[0].Text("PaymentType") == "ACCRECPAYMENT" ? "RECBATCH" : "PAYBATCH",
            ["Status"] = "AUTHORISED",
            ["TotalAmount"] = JsonMembers.Money(made.Sum(part => part.Number("Amount") ?? 0)),
            ["IsReconciled"] = false,
            ["PaymentIDs"] = JsonMembers.Array(made.Select(part => (JsonNode)part.Text("PaymentID")!)),
        };
        write.Copy("Reference", "Particulars", "Code", "Details", "Narrative");
        foreach (var part in made)
        {
            Put(write.Books, part, changed => changed["BatchPaymentID"] = write.Document.Text("BatchPaymentID"));
        }

        Keep(write);
    }

    /// <summary>One payment of the batch, from its account and on its day; what is refused of it refuses the batch.</summary>
    private static JsonObject Part(XeroWrite write, JsonObject sent, JsonObject? account)
    {
        var part = sent.Clone();
        part["Account"] = account?.Clone();
        part["Date"] = write.Sent.Text("Date");
        var made = write.Books.Write(XeroKind.Payment, part, creates: true, write.UnitDecimals);
        if (made.Document.Text("CreditNoteID") is not null)
        {
            write.Refuse("Batch payments can only be made against Invoices");
        }

        made.Errors.ForEach(write.Refuse);
        return made.Document;
    }

    private static void Delete(XeroWrite write, string id)
    {
        write.Before = write.Books.Store.Find("BatchPayment", id);
        if (write.Before is null || write.Sent.Text("Status") != "DELETED")
        {
            write.Refuse(write.Before is null
                ? "An existing Batch Payment with the specified BatchPaymentID could not be found"
                : "Batch payments cannot be edited: the only status that can be sent is DELETED");
            return;
        }

        if (write.Before.Text("Status") == "DELETED" || write.Before.Flag("IsReconciled") == true)
        {
            write.Refuse("Batch payment not of valid status for modification");
            return;
        }

        write.Document = write.Before.Clone();
        write.Document["Status"] = "DELETED";
        foreach (var part in (JsonArray)write.Before["PaymentIDs"]!)
        {
            XeroPaymentRules.TakeBack(write.Books, write.Books.Read(XeroKind.Payment, part!.GetValue<string>()));
        }

        Keep(write);
    }

    private static void Put(XeroBooks books, JsonObject payment, Action<JsonObject> change)
    {
        var changed = payment.Clone();
        change(changed);
        books.Put(XeroKind.Payment, changed);
    }
}
