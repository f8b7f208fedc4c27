namespace Sequence.Connectors.Xero;

/// <summary>An address of a contact or a document, as it travels.</summary>
internal struct XeroAddress
{
    public string? AddressType { get; set; }

    public string? InvoiceAddressType { get; set; }

    public string? AddressLine1 { get; set; }

    public string? AddressLine2 { get; set; }

    public string? AddressLine3 { get; set; }

    public string? AddressLine4 { get; set; }

    public string? City { get; set; }

    public string? Region { get; set; }

    public string? PostalCode { get; set; }

    public string? Country { get; set; }

    public string? AttentionTo { get; set; }

    public static WireShape<XeroAddress> Shape { get; } = new()
    {
        { "AddressType", (ref json, ref it) => it.AddressType = json.Text() },
        { "InvoiceAddressType", (ref json, ref it) => it.InvoiceAddressType = json.Text() },
        { "AddressLine1", (ref json, ref it) => it.AddressLine1 = json.Text() },
        { "AddressLine2", (ref json, ref it) => it.AddressLine2 = json.Text() },
        { "AddressLine3", (ref json, ref it) => it.AddressLine3 = json.Text() },
        { "AddressLine4", (ref json, ref it) => it.AddressLine4 = json.Text() },
        { "City", (ref json, ref it) => it.City = json.Text() },
        { "Region", (ref json, ref it) => it.Region = json.Text() },
        { "PostalCode", (ref json, ref it) => it.PostalCode = json.Text() },
        { "Country", (ref json, ref it) => it.Country = json.Text() },
        { "AttentionTo", (ref json, ref it) => it.AttentionTo = json.Text() },
    };
}
