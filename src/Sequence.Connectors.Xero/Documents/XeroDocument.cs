namespace Sequence.Connectors.Xero;

/// <summary>An invoice or a credit note, as it travels.</summary>
internal struct XeroDocument
{
    public string? InvoiceID { get; set; }

    public string? CreditNoteID { get; set; }

    public string? InvoiceNumber { get; set; }

    public string? CreditNoteNumber { get; set; }

    public string? Type { get; set; }

    public string? Status { get; set; }

    public string? Reference { get; set; }

    public string? Url { get; set; }

    public XeroContactReference? Contact { get; set; }

    public string? Date { get; set; }

    public string? DueDate { get; set; }

    public string? LineAmountTypes { get; set; }

    public XeroLineItem[]? LineItems { get; set; }

    public string? CurrencyCode { get; set; }

    public decimal? CurrencyRate { get; set; }

    public decimal? SubTotal { get; set; }

    public decimal? TotalTax { get; set; }

    public decimal? Total { get; set; }

    public decimal? AmountDue { get; set; }

    public decimal? AmountPaid { get; set; }

    public decimal? AmountCredited { get; set; }

    public decimal? RemainingCredit { get; set; }

    public bool? SentToContact { get; set; }

    public string? BrandingThemeID { get; set; }

    public string? ExpectedPaymentDate { get; set; }

    public XeroAddress[]? InvoiceAddresses { get; set; }

    public XeroAllocation[]? Allocations { get; set; }

    public string? UpdatedDateUTC { get; set; }

    public static WireShape<XeroDocument> Shape { get; } = new()
    {
        { "InvoiceID", (ref json, ref it) => it.InvoiceID = json.Text() },
        { "CreditNoteID", (ref json, ref it) => it.CreditNoteID = json.Text() },
        { "InvoiceNumber", (ref json, ref it) => it.InvoiceNumber = json.Text() },
        { "CreditNoteNumber", (ref json, ref it) => it.CreditNoteNumber = json.Text() },
        { "Type", (ref json, ref it) => it.Type = json.Text() },
        { "Status", (ref json, ref it) => it.Status = json.Text() },
        { "Reference", (ref json, ref it) => it.Reference = json.Text() },
        { "Url", (ref json, ref it) => it.Url = json.Text() },
        { "Contact", (ref json, ref it) => it.Contact = json.Object(XeroContactReference.Shape) },
        { "Date", (ref json, ref it) => it.Date = json.Text() },
        { "DueDate", (ref json, ref it) => it.DueDate = json.Text() },
        { "LineAmountTypes", (ref json, ref it) => it.LineAmountTypes = json.Text() },
        { "LineItems", (ref json, ref it) => it.LineItems = json.Array(XeroLineItem.Shape) },
        { "CurrencyCode", (ref json, ref it) => it.CurrencyCode = json.Text() },
        { "CurrencyRate", (ref json, ref it) => it.CurrencyRate = json.Number() },
        { "SubTotal", (ref json, ref it) => it.SubTotal = json.Number() },
        { "TotalTax", (ref json, ref it) => it.TotalTax = json.Number() },
        { "Total", (ref json, ref it) => it.Total = json.Number() },
        { "AmountDue", (ref json, ref it) => it.AmountDue = json.Number() },
        { "AmountPaid", (ref json, ref it) => it.AmountPaid = json.Number() },
        { "AmountCredited", (ref json, ref it) => it.AmountCredited = json.Number() },
        { "RemainingCredit", (ref json, ref it) => it.RemainingCredit = json.Number() },
        { "SentToContact", (ref json, ref it) => it.SentToContact = json.Flag() },
        { "BrandingThemeID", (ref json, ref it) => it.BrandingThemeID = json.Text() },
        { "ExpectedPaymentDate", (ref json, ref it) => it.ExpectedPaymentDate = json.Text() },
        { "InvoiceAddresses", (ref json, ref it) => it.InvoiceAddresses = json.Array(XeroAddress.Shape) },
        { "Allocations", (ref json, ref it) => it.Allocations = json.Array(XeroAllocation.Shape) },
        { "UpdatedDateUTC", (ref json, ref it) => it.UpdatedDateUTC = json.Text() },
    };
}
