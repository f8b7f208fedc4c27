namespace Sequence.Connectors.Xero;

/// <summary>The item of a line, as it travels.</summary>
internal struct XeroLineItemItem
{
    public string? ItemID { get; set; }

    public static WireShape<XeroLineItemItem> Shape { get; } = new()
    {
        { "ItemID", (ref json, ref it) => it.ItemID = json.Text() },
    };
}
