using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Credit notes and what of them is allocated to invoices.</summary>
internal sealed class XeroCreditNoteRules : XeroDocumentRules
{
    protected override string NumberMember => "CreditNoteNumber";

    protected override string NumberPrefix => "CN-";

    protected override string Noun => "Credit Note";

    protected override string[] Types => ["ACCRECCREDIT", "ACCPAYCREDIT"];

    protected override string[] Copied => ["Reference", "BrandingThemeID"];

    public override void Balance(JsonObject document, DateOnly on)
    {
        var allocated = document.Objects("Allocations").Sum(each => each.Number("Amount") ?? 0);
        var left = (document.Number("Total") ?? 0) - allocated - (document.Number("AmountPaid") ?? 0);
        document["RemainingCredit"] = JsonMembers.Money(left);
        if (left == 0 && document.Text("Status") == "AUTHORISED")
        {
            (document["Status"], document["FullyPaidOnDate"]) = ("PAID", on.Iso());
        }
        else if (left != 0 && document.Text("Status") == "PAID")
        {
            document["Status"] = "AUTHORISED";
            document.Remove("FullyPaidOnDate");
        }
    }

    protected override bool HasSettlements(JsonObject document) =>
        (document["PaymentIDs"] as JsonArray)?.Count > 0 || document.Objects("Allocations").Any();

    /// <summary>Allocates once more: sending an allocation again applies it again. Returns the allocation, or null and why not.</summary>
    public static (JsonObject? Allocation, string? Refusal) Allocate(XeroBooks books, string noteId, JsonObject sent)
    {
        var note = books.Read(XeroKind.CreditNote, noteId);
        var target = sent.Object("Invoice");
        var invoice = books.Find(XeroKind.Invoice, target.Text("InvoiceID") ?? target.Text("InvoiceNumber") ?? "");
        var amount = XeroWrite.Number(sent, "Amount") ?? sent.Number("AppliedAmount") ?? 0;
        if (Refusal(note, invoice, amount) is { } refusal)
        {
            return (null, refusal);
        }

        var day = (sent.Text("Date") is { } text ? XeroDates.TryDay(text) : null) ?? books.Today;
        var allocation = new JsonObject
        {
            ["AllocationID"] = books.NewId(), ["InvoiceID"] = invoice.Text("InvoiceID"), ["CreditNoteID"] = note.Text("CreditNoteID"),
            ["Amount"] = JsonMembers.Money(amount), ["Date"] = day.Iso(),
        };
        Change(books, XeroKind.CreditNote, note, document => ((JsonArray)document["Allocations"]!).Add(allocation.DeepClone()), day);
        Change(books, XeroKind.Invoice, invoice!, document => Credit(document, amount).Add(allocation.DeepClone()), day);
        return (allocation, null);
    }

    /// <summary>Takes an allocation back: both documents are open again.</summary>
    public static JsonObject Release(XeroBooks books, string noteId, string allocationId)
    {
        var note = books.Read(XeroKind.CreditNote, noteId);
        bool Is(JsonObject each) => allocationId.Equals(each.Text("AllocationID"), StringComparison.OrdinalIgnoreCase);
        var allocation = note.Objects("Allocations").FirstOrDefault(Is)?.Clone() ?? throw XeroFault.NotFound();
        var invoice = books.Read(XeroKind.Invoice, allocation.Text("InvoiceID")!);
        Change(books, XeroKind.CreditNote, note, document => Drop((JsonArray)document["Allocations"]!, Is), books.Today);
        Change(
            books, XeroKind.Invoice, invoice, document => Drop(Credit(document, -(allocation.Number("Amount") ?? 0)), Is), books.Today);
        return allocation;
    }

    /// <summary>Changes what a document is settled by, and with it its balance and status.</summary>
    public static void Change(XeroBooks books, XeroKind kind, JsonObject document, Action<JsonObject> change, DateOnly on)
    {
        var changed = document.Clone();
        change(changed);
        ((XeroDocumentRules)Of(kind)).Balance(changed, on);
        books.Stamp(changed);
        books.Put(kind, changed);
        books.Announce(kind, changed, isNew: false);
    }

    private static string? Refusal(JsonObject note, JsonObject? invoice, decimal amount) =>
        invoice is null ? "An existing Invoice with the specified InvoiceID could not be found"
        : note.Text("Status") != "AUTHORISED" ? "Credit Note not of valid status for allocation"
        : invoice.Text("Status") is not ("AUTHORISED" or "PAID") ? "Credit notes can only be allocated to Authorised invoices"
        : note.Text("ContactID") != invoice.Text("ContactID") ? "The Contact of the credit note and the invoice must be the same"
        : note.Text("CurrencyCode") != invoice.Text("CurrencyCode") ? "The currency of the credit note and the invoice must be the same"
        : amount <= 0 ? "The allocation amount must be greater than zero"
        : amount > (note.Number("RemainingCredit") ?? 0) ? "The allocation amount is greater than the remaining credit on the credit note"
        : amount > (invoice.Number("AmountDue") ?? 0) ? "The allocation amount is greater than amount outstanding on the invoice"
        : null;

    private static JsonArray Credit(JsonObject invoice, decimal amount)
    {
        invoice["AmountCredited"] = JsonMembers.Money((invoice.Number("AmountCredited") ?? 0) + amount);
        return (JsonArray)invoice["Allocations"]!;
    }

    private static void Drop(JsonArray list, Func<JsonObject, bool> which) => list.RemoveAll(each => which((JsonObject)each!));
}
