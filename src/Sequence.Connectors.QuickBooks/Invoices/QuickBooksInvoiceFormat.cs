namespace Sequence.Connectors.QuickBooks;

/// <summary>Invoices, from the unified model to QuickBooks.</summary>
internal sealed class QuickBooksInvoiceFormat : IQuickBooksFormat<Invoice>
{
    public string Entity => "Invoice";

    public bool HasActive => false;

    public string? CustomerOf(WriteIntent<Invoice> intent) => intent.References.Find<Customer>(intent.Record.CustomerId);

    public void Compose(QuickBooksBody body, WriteIntent<Invoice> intent, QuickBooksWriteScope scope)
    {
        var invoice = intent.Record;
        QuickBooksDocumentBody.Write(body, intent, scope, "invoice");
        body.Date(nameof(Invoice.DueDate), "DueDate", invoice.DueDate);
        Term(body, invoice, scope);
        body.Email(nameof(Invoice.BillingEmail), nameof(Invoice.BillingEmail), "BillEmail", invoice.BillingEmail);
        QuickBooksDocumentBody.SnapshotAddress(body, nameof(Invoice.BillingAddress), invoice.BillingAddress);
        QuickBooksDocumentBody.ExchangeRate(body, invoice.ExchangeRate, scope);
        if (invoice.AppliedCredits.Count > 0 && body.Owns(nameof(Invoice.AppliedCredits)))
        {
            body.Note(
                MappingNoteKind.Dropped, nameof(Invoice.AppliedCredits), null, QuickBooksValues.Text(invoice.AppliedCredits.Sum(credit => credit.Amount)), null,
                "QuickBooks knows no credit grants; what the invoice uses of them is not taken off there.");
        }

        if (invoice.PurchaseOrderNumber is { } order && body.Owns(nameof(Invoice.PurchaseOrderNumber)))
        {
            body.Note(
                MappingNoteKind.Dropped, nameof(Invoice.PurchaseOrderNumber), null, order, null,
                "QuickBooks invoices have no field for the buyer's order number; map a custom field to keep it.");
        }
    }

    public QuickBooksWritten? Read(RawPayload payload, QuickBooksReadScope scope) =>
        QuickBooksPage.Parse(payload.Utf8.Span, QuickBooksDocument.Shape) is { Id: not null } wire
            ? new(QuickBooksDocumentMapper.ToInvoice(wire, payload, scope), wire.PrivateNote, QuickBooksDocumentBody.LineIds(wire))
            : null;

    public IEnumerable<MappingNote> Compare(WriteIntent<Invoice> intent, IRecord written)
    {
        foreach (var note in QuickBooksDocumentBody.Compare(intent.Record, (IDocument)written))
        {
            yield return note;
        }

        if (intent.Record.DueDate is null && ((Invoice)written).DueDate is { } due)
        {
            yield return new()
            {
                Kind = MappingNoteKind.Defaulted,
                Path = nameof(Invoice.DueDate),
                SystemPath = "DueDate",
                To = QuickBooksValues.Text(due),
                Message = $"The invoice has no due date here; QuickBooks has it fall due on {QuickBooksValues.Text(due)}, by its own terms.",
            };
        }
    }

    public bool IsSame(WriteIntent<Invoice> intent, IRecord found) => QuickBooksDocumentBody.IsSame(intent, (IDocument)found);

    // Without a term QuickBooks fills in the customer's, which may say other days than the due date.
    private static void Term(QuickBooksBody body, Invoice invoice, QuickBooksWriteScope scope)
    {
        if (invoice is { IssueDate: { } issued, DueDate: { } due } && body.Owns(nameof(Invoice.DueDate))
            && scope.Company.Terms.TryGetValue(Period.DaysBetween(issued, due), out var term))
        {
            body.Reference("SalesTermRef", term.Id!);
        }
    }
}
