namespace Sequence.Connectors.Xero;

/// <summary>A payment of several invoices, as it travels.</summary>
internal struct XeroBatchPayment
{
    public string? BatchPaymentID { get; set; }

    public XeroAccountReference? Account { get; set; }

    public string? Date { get; set; }

    public string? Reference { get; set; }

    public string? Status { get; set; }

    public string? Type { get; set; }

    public decimal? TotalAmount { get; set; }

    public bool? IsReconciled { get; set; }

    public XeroPayment[]? Payments { get; set; }

    public string? UpdatedDateUTC { get; set; }

    public static WireShape<XeroBatchPayment> Shape { get; } = new()
    {
        { "BatchPaymentID", (ref json, ref it) => it.BatchPaymentID = json.Text() },
        { "Account", (ref json, ref it) => it.Account = json.Object(XeroAccountReference.Shape) },
        { "Date", (ref json, ref it) => it.Date = json.Text() },
        { "Reference", (ref json, ref it) => it.Reference = json.Text() },
        { "Status", (ref json, ref it) => it.Status = json.Text() },
        { "Type", (ref json, ref it) => it.Type = json.Text() },
        { "TotalAmount", (ref json, ref it) => it.TotalAmount = json.Number() },
        { "IsReconciled", (ref json, ref it) => it.IsReconciled = json.Flag() },
        { "Payments", (ref json, ref it) => it.Payments = json.Array(XeroPayment.Shape) },
        { "UpdatedDateUTC", (ref json, ref it) => it.UpdatedDateUTC = json.Text() },
    };
}
