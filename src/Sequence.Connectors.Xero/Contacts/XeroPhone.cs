namespace Sequence.Connectors.Xero;

/// <summary>A telephone number in its parts, as it travels.</summary>
internal struct XeroPhone
{
    public string? PhoneType { get; set; }

    public string? PhoneNumber { get; set; }

    public string? PhoneAreaCode { get; set; }

    public string? PhoneCountryCode { get; set; }

    public static WireShape<XeroPhone> Shape { get; } = new()
    {
        { "PhoneType", (ref json, ref it) => it.PhoneType = json.Text() },
        { "PhoneNumber", (ref json, ref it) => it.PhoneNumber = json.Text() },
        { "PhoneAreaCode", (ref json, ref it) => it.PhoneAreaCode = json.Text() },
        { "PhoneCountryCode", (ref json, ref it) => it.PhoneCountryCode = json.Text() },
    };
}
