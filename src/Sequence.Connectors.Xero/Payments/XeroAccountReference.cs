namespace Sequence.Connectors.Xero;

/// <summary>The account of a payment, as it travels.</summary>
internal struct XeroAccountReference
{
    public string? AccountID { get; set; }

    public static WireShape<XeroAccountReference> Shape { get; } = new()
    {
        { "AccountID", (ref json, ref it) => it.AccountID = json.Text() },
    };
}
