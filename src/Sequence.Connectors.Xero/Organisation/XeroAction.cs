namespace Sequence.Connectors.Xero;

/// <summary>What the person who connected may do, as it travels.</summary>
internal struct XeroAction
{
    public string? Name { get; set; }

    public string? Status { get; set; }

    public static WireShape<XeroAction> Shape { get; } = new()
    {
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "Status", (ref json, ref it) => it.Status = json.Text() },
    };
}
