namespace Sequence.Connectors.QuickBooks;

/// <summary>Who a company is, as it travels.</summary>
internal sealed record QuickBooksCompanyInfo
{
    public string? CompanyName { get; init; }

    public string? LegalName { get; init; }

    public string? Country { get; init; }

    public QuickBooksNameValue[]? NameValue { get; init; }
}
