namespace Sequence.Connectors.Xero;

/// <summary>A payment of one invoice, as it travels.</summary>
internal struct XeroPayment
{
    public string? PaymentID { get; set; }

    public XeroDocumentReference? Invoice { get; set; }

    public XeroDocumentReference? CreditNote { get; set; }

    public XeroAccountReference? Account { get; set; }

    public string? Date { get; set; }

    public decimal? Amount { get; set; }

    public decimal? CurrencyRate { get; set; }

    public string? Reference { get; set; }

    public string? Status { get; set; }

    public string? PaymentType { get; set; }

    public string? BatchPaymentID { get; set; }

    public bool? IsReconciled { get; set; }

    public string? UpdatedDateUTC { get; set; }

    public static WireShape<XeroPayment> Shape { get; } = new()
    {
        { "PaymentID", (ref json, ref it) => it.PaymentID = json.Text() },
        { "Invoice", (ref json, ref it) => it.Invoice = json.Object(XeroDocumentReference.Shape) },
        { "CreditNote", (ref json, ref it) => it.CreditNote = json.Object(XeroDocumentReference.Shape) },
        { "Account", (ref json, ref it) => it.Account = json.Object(XeroAccountReference.Shape) },
        { "Date", (ref json, ref it) => it.Date = json.Text() },
        { "Amount", (ref json, ref it) => it.Amount = json.Number() },
        { "CurrencyRate", (ref json, ref it) => it.CurrencyRate = json.Number() },
        { "Reference", (ref json, ref it) => it.Reference = json.Text() },
        { "Status", (ref json, ref it) => it.Status = json.Text() },
        { "PaymentType", (ref json, ref it) => it.PaymentType = json.Text() },
        { "BatchPaymentID", (ref json, ref it) => it.BatchPaymentID = json.Text() },
        { "IsReconciled", (ref json, ref it) => it.IsReconciled = json.Flag() },
        { "UpdatedDateUTC", (ref json, ref it) => it.UpdatedDateUTC = json.Text() },
    };
}
