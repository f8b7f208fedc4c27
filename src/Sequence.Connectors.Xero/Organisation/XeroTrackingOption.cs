namespace Sequence.Connectors.Xero;

/// <summary>An option of a tracking category, as it travels.</summary>
internal struct XeroTrackingOption
{
    public string? Name { get; set; }

    public string? Status { get; set; }

    public static WireShape<XeroTrackingOption> Shape { get; } = new()
    {
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "Status", (ref json, ref it) => it.Status = json.Text() },
    };
}
