namespace Sequence.Connectors.QuickBooks;

/// <summary>An address, as it travels. Its country is free text.</summary>
internal struct QuickBooksAddress
{
    public string? Line1 { get; set; }

    public string? Line2 { get; set; }

    public string? Line3 { get; set; }

    public string? Line4 { get; set; }

    public string? Line5 { get; set; }

    public string? City { get; set; }

    public string? CountrySubDivisionCode { get; set; }

    public string? PostalCode { get; set; }

    public string? Country { get; set; }

    public static WireShape<QuickBooksAddress> Shape { get; } = new()
    {
        { "Line1", (ref json, ref it) => it.Line1 = json.Text() },
        { "Line2", (ref json, ref it) => it.Line2 = json.Text() },
        { "Line3", (ref json, ref it) => it.Line3 = json.Text() },
        { "Line4", (ref json, ref it) => it.Line4 = json.Text() },
        { "Line5", (ref json, ref it) => it.Line5 = json.Text() },
        { "City", (ref json, ref it) => it.City = json.Text() },
        { "CountrySubDivisionCode", (ref json, ref it) => it.CountrySubDivisionCode = json.Text() },
        { "PostalCode", (ref json, ref it) => it.PostalCode = json.Text() },
        { "Country", (ref json, ref it) => it.Country = json.Text() },
    };
}
