namespace Sequence.Connectors.Xero;

/// <summary>The invoice or credit note of a payment or an allocation, as it travels.</summary>
internal struct XeroDocumentReference
{
    public string? InvoiceID { get; set; }

    public string? CreditNoteID { get; set; }

    public string? Type { get; set; }

    public string? CurrencyCode { get; set; }

    public XeroContactReference? Contact { get; set; }

    public static WireShape<XeroDocumentReference> Shape { get; } = new()
    {
        { "InvoiceID", (ref json, ref it) => it.InvoiceID = json.Text() },
        { "CreditNoteID", (ref json, ref it) => it.CreditNoteID = json.Text() },
        { "Type", (ref json, ref it) => it.Type = json.Text() },
        { "CurrencyCode", (ref json, ref it) => it.CurrencyCode = json.Text() },
        { "Contact", (ref json, ref it) => it.Contact = json.Object(XeroContactReference.Shape) },
    };
}
