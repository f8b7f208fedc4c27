namespace Sequence.Connectors.QuickBooks;

/// <summary>Invoices, from the unified model to QuickBooks.</summary>
internal sealed class QuickBooksInvoiceFormat : IQuickBooksFormat<Invoice>
{
    public string Entity => "Invoice";

    public bool HasActive => false;

    public IReadOnlyDictionary<WriteVerb, QuickBooksVerb<Invoice>> Verbs { get; } = new Dictionary<WriteVerb, QuickBooksVerb<Invoice>>
    {
        [WriteVerb.Void] = QuickBooksVerbs.Void<Invoice>(QuickBooksAction.Void, invoice => invoice.Status == DocumentStatus.Voided),
        [WriteVerb.Delete] = QuickBooksVerbs.Delete<Invoice>(),
        [WriteVerb.MarkSent] = QuickBooksVerbs.MarkSent<Invoice>(),
        [WriteVerb.Send] = QuickBooksVerbs.Send<Invoice>(),
        [WriteVerb.MoveDate] = new() { Action = (_, _) => QuickBooksAction.Update, Stands = StandsOnItsDate, Compose = MoveDate },
    };

    public string? CustomerOf(WriteIntent<Invoice> intent) => intent.References.Find<Customer>(intent.Record.CustomerId);

    public bool NeedsCurrent(WriteIntent<Invoice> intent) => QuickBooksDocumentBody.NeedsCurrent(intent);

    public void Compose(QuickBooksBody body, WriteIntent<Invoice> intent, QuickBooksWriteScope scope)
    {
        var invoice = intent.Record;
        Credits(body, invoice, scope);
        QuickBooksDocumentBody.Write(body, intent with { Record = QuickBooksAppliedCredits.TakenOff(invoice) }, scope, "invoice");
        body.Date(nameof(Invoice.DueDate), QuickBooksNames.DueDate, invoice.DueDate);
        Term(body, invoice, scope);
        body.Email(nameof(Invoice.BillingEmail), nameof(Invoice.BillingEmail), QuickBooksNames.BillEmail, invoice.BillingEmail);
        QuickBooksDocumentBody.SnapshotAddress(body, nameof(Invoice.BillingAddress), invoice.BillingAddress);
        QuickBooksDocumentBody.ExchangeRate(body, invoice.ExchangeRate, scope);
        if (invoice.PurchaseOrderNumber is { } order && body.Owns(nameof(Invoice.PurchaseOrderNumber)))
        {
            body.Note(
                MappingNoteKind.Dropped, nameof(Invoice.PurchaseOrderNumber), null, order, null,
                "QuickBooks invoices have no field for the buyer's order number; map a custom field to keep it.");
        }
    }

    public QuickBooksWritten? Read(RawPayload payload, QuickBooksReadScope scope) =>
        WireReader.Parse(payload.Utf8.Span, QuickBooksDocument.Shape) is { Id: not null } wire
            ? QuickBooksDocumentBody.Written(QuickBooksDocumentMapper.ToInvoice(wire, payload, scope), wire)
            : null;

    public IEnumerable<MappingNote> Compare(WriteIntent<Invoice> intent, IRecord written)
    {
        foreach (var note in QuickBooksDocumentBody.Compare(QuickBooksAppliedCredits.TakenOff(intent.Record), (IDocument)written))
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
                Message =
                    $"The invoice has no due date here; QuickBooks has it fall due on {QuickBooksValues.Text(due)}, by its own terms.",
            };
        }
    }

    public bool IsSame(WriteIntent<Invoice> intent, IRecord found) =>
        QuickBooksDocumentBody.IsSame(intent with { Record = QuickBooksAppliedCredits.TakenOff(intent.Record) }, (IDocument)found);

    // On another item the ledger would take them for less income of what that item sells.
    private static void Credits(QuickBooksBody body, Invoice invoice, QuickBooksWriteScope scope)
    {
        if (
            invoice.AppliedCredits.Count > 0
            && body.Owns(nameof(Invoice.Lines))
            && scope.Settings.ItemOf(QuickBooksAppliedCredits.Product) is null
        )
        {
            body.Refuse(
                "item.credits.missing",
                nameof(Invoice.AppliedCredits),
                "QuickBooks knows no credit grants: what the invoice uses of them is a line below zero, for which there is no item.",
                $"Set '{QuickBooksSettings.ItemPrefix}{QuickBooksAppliedCredits.Product}' to the id of an item that is booked where credits are owed.",
                scope.Links.Items()
            );
        }
    }

    private static bool StandsOnItsDate(WriteIntent<Invoice> intent, QuickBooksWritten current)
    {
        var (wished, stands) = (intent.Record, (Invoice)current.Record);
        return (wished.IssueDate is null || wished.IssueDate == stands.IssueDate)
            && (wished.DueDate is null || wished.DueDate == stands.DueDate);
    }

    private static void MoveDate(QuickBooksBody body, WriteIntent<Invoice> intent, QuickBooksWriteScope scope, QuickBooksWritten? current)
    {
        QuickBooksDocumentBody.MoveDate(body, intent.Record, scope);
        if (intent.Record.DueDate is { } due)
        {
            body.Date(nameof(Invoice.DueDate), QuickBooksNames.DueDate, due);
            Term(body, intent.Record, scope);
        }
    }

    // Without a term QuickBooks fills in the customer's, which may say other days than the due date.
    private static void Term(QuickBooksBody body, Invoice invoice, QuickBooksWriteScope scope)
    {
        if (invoice is not { IssueDate: { } issued, DueDate: { } due } || !body.Owns(nameof(Invoice.DueDate)))
        {
            return;
        }

        var days = Period.DaysBetween(issued, due);
        if (scope.Company.Terms.TryGetValue(days, out var term))
        {
            body.Reference(QuickBooksNames.SalesTermRef, term.Id!);
        }
        else
        {
            body.Keep(
                nameof(Invoice.DueDate), "SalesTermRef",
                $"The invoice falls due after {days} days, for which QuickBooks has no plain term; it bears another term there.");
        }
    }
}
