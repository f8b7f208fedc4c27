namespace Sequence.Connectors.Xero;

/// <summary>A tracking category of an organisation, as it travels.</summary>
internal struct XeroTrackingCategory
{
    public string? Name { get; set; }

    public string? Status { get; set; }

    public XeroTrackingOption[]? Options { get; set; }

    public static WireShape<XeroTrackingCategory> Shape { get; } = new()
    {
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "Status", (ref json, ref it) => it.Status = json.Text() },
        { "Options", (ref json, ref it) => it.Options = json.Array(XeroTrackingOption.Shape) },
    };
}
