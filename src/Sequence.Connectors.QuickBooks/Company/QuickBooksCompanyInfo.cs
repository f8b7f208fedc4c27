namespace Sequence.Connectors.QuickBooks;

/// <summary>Who a company is, as it travels.</summary>
internal struct QuickBooksCompanyInfo
{
    public string? CompanyName { get; set; }

    public string? LegalName { get; set; }

    public string? Country { get; set; }

    public QuickBooksNameValue[]? NameValue { get; set; }

    public static WireShape<QuickBooksCompanyInfo> Shape { get; } = new()
    {
        { "CompanyName", (ref json, ref it) => it.CompanyName = json.Text() },
        { "LegalName", (ref json, ref it) => it.LegalName = json.Text() },
        { "Country", (ref json, ref it) => it.Country = json.Text() },
        { "NameValue", (ref json, ref it) => it.NameValue = json.Array(QuickBooksNameValue.Shape) },
    };
}
