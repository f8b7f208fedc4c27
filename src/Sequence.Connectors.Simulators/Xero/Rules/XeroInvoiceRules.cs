using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>Invoices.</summary>
internal sealed class XeroInvoiceRules : XeroDocumentRules
{
    protected override string NumberMember => "InvoiceNumber";

    protected override string NumberPrefix => "INV-";

    protected override string Noun => "Invoice";

    protected override string[] Types => ["ACCREC", "ACCPAY"];

    protected override string[] Copied => ["Reference", "BrandingThemeID", "Url", "SentToContact"];

    public override void Balance(JsonObject document, DateOnly on)
    {
        var total = document.Number("Total") ?? 0;
        var due = total - (document.Number("AmountPaid") ?? 0) - (document.Number("AmountCredited") ?? 0);
        document["AmountDue"] = JsonMembers.Money(due);
        document["AmountPaid"] ??= 0.00m;
        document["AmountCredited"] ??= 0.00m;
        if (due == 0 && document.Text("Status") == "AUTHORISED")
        {
            (document["Status"], document["FullyPaidOnDate"]) = ("PAID", on.Iso());
        }
        else if (due != 0 && document.Text("Status") == "PAID")
        {
            document["Status"] = "AUTHORISED";
            document.Remove("FullyPaidOnDate");
        }
    }

    protected override bool HasSettlements(JsonObject document) =>
        (document["PaymentIDs"] as JsonArray)?.Count > 0 || document.Objects("Allocations").Any();

    /// <summary>Marking as sent is possible at any time after approval and moves no time stamp once money came in.</summary>
    protected override bool Settled(XeroWrite write)
    {
        if (write.Before.Text("Status") is not ("AUTHORISED" or "PAID") || !HasSettlements(write.Before!)
            || write.Sent.Flag("SentToContact") is not { } sent
            || write.Sent.Any(each => each.Key is not ("InvoiceID" or "InvoiceNumber" or "SentToContact" or "Status" or "Type"))
            || (write.Sent.Text("Status") ?? write.Before.Text("Status")) != write.Before.Text("Status"))
        {
            return false;
        }

        write.Document = write.Before!.Clone();
        write.Document["SentToContact"] = sent;
        write.Books.Put(write.Kind, write.Document);
        return true;
    }

    protected override void Check(XeroWrite write)
    {
        foreach (var member in (string[])["DueDate", "ExpectedPaymentDate", "PlannedPaymentDate"])
        {
            if (write.Day(member) is { } day)
            {
                write.Document[member] = day;
            }
        }

        var terms = write.Books.Store.Find("Contact", write.Document.Text("ContactID")).Object("PaymentTerms").Object("Sales");
        if (terms.Text("Type") == "DAYSAFTERBILLDATE" && write.Document.Date("Date") is { } date)
        {
            write.Document["DueDate"] ??= date.AddDays((int)(terms.Number("Day") ?? 0)).Iso();
        }

        var isApproved = write.Document.Text("Status") == "AUTHORISED";
        if (isApproved && !write.Document.ContainsKey("DueDate"))
        {
            write.Refuse("The Due Date must be specified to approve the invoice.");
        }

        if (!isApproved)
        {
            write.Document["SentToContact"] = false;
        }
        else if (write.Before.Text("Status") != "AUTHORISED" && write.Books.Profile.ApprovedInvoiceLimit is { } most
            && write.Books.Store.All("Invoice").Count(each => each.Text("Status") is "AUTHORISED" or "PAID") >= most)
        {
            write.Refuse("You have reached the limit of invoices you can approve");
        }

        if (write.Sent.Text("Url")?.Contains("xero", StringComparison.OrdinalIgnoreCase) == true)
        {
            write.Refuse("The Url must not contain the word Xero.");
        }

        MakeCustomer(write);
    }

    private static void MakeCustomer(XeroWrite write)
    {
        var contact = write.Books.Store.Find("Contact", write.Document.Text("ContactID"));
        var member = write.Document.Text("Type") == "ACCREC" ? "IsCustomer" : "IsSupplier";
        if (contact.Flag(member) == false)
        {
            var changed = contact!.Clone();
            changed[member] = true;
            write.Books.Put(XeroKind.Contact, changed);
        }
    }
}
