namespace Sequence.Connectors.Xero;

/// <summary>A tracking category of a line and its option, as they travel.</summary>
internal struct XeroTracking
{
    public string? Name { get; set; }

    public string? Option { get; set; }

    public static WireShape<XeroTracking> Shape { get; } = new()
    {
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "Option", (ref json, ref it) => it.Option = json.Text() },
    };
}
