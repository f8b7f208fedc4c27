namespace Sequence.Connectors.Xero;

/// <summary>A document as far as its payments see it, as it travels: its currency, and what was paid on it.</summary>
internal struct XeroPaid
{
    public string? InvoiceID { get; set; }

    public string? CreditNoteID { get; set; }

    public string? CurrencyCode { get; set; }

    public XeroPayment[]? Payments { get; set; }

    public static WireShape<XeroPaid> Shape { get; } = new()
    {
        { "InvoiceID", (ref json, ref it) => it.InvoiceID = json.Text() },
        { "CreditNoteID", (ref json, ref it) => it.CreditNoteID = json.Text() },
        { "CurrencyCode", (ref json, ref it) => it.CurrencyCode = json.Text() },
        { "Payments", (ref json, ref it) => it.Payments = json.Array(XeroPayment.Shape) },
    };
}
