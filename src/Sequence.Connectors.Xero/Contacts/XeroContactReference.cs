namespace Sequence.Connectors.Xero;

/// <summary>The contact of a document, as it travels.</summary>
internal struct XeroContactReference
{
    public string? ContactID { get; set; }

    public static WireShape<XeroContactReference> Shape { get; } = new()
    {
        { "ContactID", (ref json, ref it) => it.ContactID = json.Text() },
    };
}
