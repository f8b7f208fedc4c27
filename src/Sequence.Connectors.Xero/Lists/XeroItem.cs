namespace Sequence.Connectors.Xero;

/// <summary>An item, as it travels.</summary>
internal struct XeroItem
{
    public string? ItemID { get; set; }

    public string? Code { get; set; }

    public string? Name { get; set; }

    public string? Description { get; set; }

    public bool? IsSold { get; set; }

    public bool? IsTrackedAsInventory { get; set; }

    public XeroItemPrice? SalesDetails { get; set; }

    public string? UpdatedDateUTC { get; set; }

    public static WireShape<XeroItem> Shape { get; } = new()
    {
        { "ItemID", (ref json, ref it) => it.ItemID = json.Text() },
        { "Code", (ref json, ref it) => it.Code = json.Text() },
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "Description", (ref json, ref it) => it.Description = json.Text() },
        { "IsSold", (ref json, ref it) => it.IsSold = json.Flag() },
        { "IsTrackedAsInventory", (ref json, ref it) => it.IsTrackedAsInventory = json.Flag() },
        { "SalesDetails", (ref json, ref it) => it.SalesDetails = json.Object(XeroItemPrice.Shape) },
        { "UpdatedDateUTC", (ref json, ref it) => it.UpdatedDateUTC = json.Text() },
    };
}
