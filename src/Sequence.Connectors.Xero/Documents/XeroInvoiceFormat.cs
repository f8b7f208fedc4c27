namespace Sequence.Connectors.Xero;

/// <summary>Invoices, from the unified model to Xero.</summary>
internal sealed class XeroInvoiceFormat : IXeroFormat<Invoice>
{
    public string List => "Invoices";

    public string IdMember => "InvoiceID";

    public string NameMember => "InvoiceNumber";

    public bool HasUniqueName => true;

    public string? NameOf(WriteIntent<Invoice> intent) => intent.Record.Number;

    public void Compose(XeroBody body, WriteIntent<Invoice> intent, XeroWriteScope scope)
    {
        var invoice = intent.Record;
        XeroDocumentBody.Write(body, intent, scope, "ACCREC", NameMember, "invoice");
        body.Date(nameof(Invoice.DueDate), XeroNames.DueDate, invoice.DueDate);
        body.Text(nameof(Invoice.PurchaseOrderNumber), "Reference", invoice.PurchaseOrderNumber, XeroFacts.ReferenceLength);
        XeroDocumentBody.ExchangeRate(body, invoice.Currency, invoice.ExchangeRate, scope);
        if (!body.IsUpdate)
        {
            Address(body, invoice, scope.Options.DocumentAddress);
            if (invoice.Status == DocumentStatus.Sent)
            {
                body.Json.WriteBoolean("SentToContact", true);
            }
        }

        body.Drop(nameof(Invoice.Memo), invoice.Memo, "Xero's invoices have no text of their own beside their lines; add a line of text.");
        if (invoice.AppliedCredits.Count > 0)
        {
            body.Drop(
                nameof(Invoice.AppliedCredits), XeroValues.Text(invoice.AppliedCredits.Sum(credit => credit.Amount)),
                "Xero knows no credit grants; what the invoice uses of them is not taken off there.");
        }

        XeroDocumentBody.Leftovers(body, invoice.BillingEmail, invoice.BillingAddress);
    }

    public XeroWritten? Read(RawPayload payload, XeroReadScope scope) =>
        WireReader.Parse(payload.Utf8.Span, XeroDocument.Shape) is { InvoiceID: not null } wire
            ? new(
                XeroDocumentMapper.ToInvoice(wire, payload, scope),
                wire.Status,
                wire.InvoiceNumber,
                wire.Url,
                wire.SentToContact == true,
                XeroDocumentBody.Lines(wire)
            )
            {
                Settled = (wire.AmountPaid ?? 0m) + (wire.AmountCredited ?? 0m),
            }
            : null;

    // Bills may bear the same numbers.
    public string Query(IEnumerable<string> names, bool ownOnly) =>
        $"Invoices?InvoiceNumbers={Uri.EscapeDataString(string.Join(',', names))}&where={Uri.EscapeDataString("Type==\"ACCREC\"")}"
        + $"{(ownOnly ? "&createdByMyApp=true" : "")}&page=1&pageSize={XeroFacts.PageSize}&unitdp=4";

    // A number is unique, and Xero tells which app made the invoice that has it.
    public bool IsOurs(WriteIntent<Invoice> intent, XeroWritten found, WriteAttempt? attempt) =>
        XeroDocumentBody.IsOfSameCustomer(intent, (IDocument)found.Record);

    public bool IsSame(WriteIntent<Invoice> intent, IRecord found) => XeroDocumentBody.IsSame(intent, (IDocument)found);

    public IEnumerable<MappingNote> Compare(WriteIntent<Invoice> intent, IRecord written)
    {
        foreach (var note in XeroDocumentBody.Compare(intent.Record, (IDocument)written))
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
                To = XeroValues.Text(due),
                Message = $"The invoice has no due date here; Xero has it fall due on {XeroValues.Text(due)}, by its own terms.",
            };
        }
    }

    public Uri? Link(XeroLinks links, string id) => links.Invoice(id);

    private static void Address(XeroBody body, Invoice invoice, string? template)
    {
        if (template is not null)
        {
            body.Json.WriteString("Url", template
                .Replace("{id}", Uri.EscapeDataString(invoice.Id), StringComparison.Ordinal)
                .Replace("{number}", Uri.EscapeDataString(invoice.Number ?? ""), StringComparison.Ordinal));
        }
    }
}
