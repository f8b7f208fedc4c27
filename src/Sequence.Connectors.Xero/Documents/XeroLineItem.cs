namespace Sequence.Connectors.Xero;

/// <summary>A line of a document, as it travels.</summary>
internal struct XeroLineItem
{
    public string? LineItemID { get; set; }

    public string? Description { get; set; }

    public decimal? Quantity { get; set; }

    public decimal? UnitAmount { get; set; }

    public decimal? LineAmount { get; set; }

    public decimal? TaxAmount { get; set; }

    public string? TaxType { get; set; }

    public string? AccountCode { get; set; }

    public string? AccountID { get; set; }

    public string? ItemCode { get; set; }

    public XeroLineItemItem? Item { get; set; }

    public XeroTracking[]? Tracking { get; set; }

    public static WireShape<XeroLineItem> Shape { get; } = new()
    {
        { "LineItemID", (ref json, ref it) => it.LineItemID = json.Text() },
        { "Description", (ref json, ref it) => it.Description = json.Text() },
        { "Quantity", (ref json, ref it) => it.Quantity = json.Number() },
        { "UnitAmount", (ref json, ref it) => it.UnitAmount = json.Number() },
        { "LineAmount", (ref json, ref it) => it.LineAmount = json.Number() },
        { "TaxAmount", (ref json, ref it) => it.TaxAmount = json.Number() },
        { "TaxType", (ref json, ref it) => it.TaxType = json.Text() },
        { "AccountCode", (ref json, ref it) => it.AccountCode = json.Text() },
        { "AccountID", (ref json, ref it) => it.AccountID = json.Text() },
        { "ItemCode", (ref json, ref it) => it.ItemCode = json.Text() },
        { "Item", (ref json, ref it) => it.Item = json.Object(XeroLineItemItem.Shape) },
        { "Tracking", (ref json, ref it) => it.Tracking = json.Array(XeroTracking.Shape) },
    };
}
