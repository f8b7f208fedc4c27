namespace Sequence.Connectors.Xero;

/// <summary>How much of a credit note is used for one invoice, as it travels.</summary>
internal struct XeroAllocation
{
    public string? AllocationID { get; set; }

    public decimal? Amount { get; set; }

    public string? Date { get; set; }

    public XeroDocumentReference? Invoice { get; set; }

    public static WireShape<XeroAllocation> Shape { get; } = new()
    {
        { "AllocationID", (ref json, ref it) => it.AllocationID = json.Text() },
        { "Amount", (ref json, ref it) => it.Amount = json.Number() },
        { "Date", (ref json, ref it) => it.Date = json.Text() },
        { "Invoice", (ref json, ref it) => it.Invoice = json.Object(XeroDocumentReference.Shape) },
    };
}
