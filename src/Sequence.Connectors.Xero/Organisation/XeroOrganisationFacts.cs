namespace Sequence.Connectors.Xero;

/// <summary>What an organisation is, as far as it decides how records are read and written. Words that Xero may add to stay text.</summary>
internal sealed record XeroOrganisationFacts
{
    public string? Name { get; init; }

    public CountryCode? Country { get; init; }

    public string? CountryText { get; init; }

    public CurrencyCode? BaseCurrency { get; init; }

    public string? BaseCurrencyText { get; init; }

    /// <summary>The plan, such as <c>PREMIUM</c>.</summary>
    public string? Plan { get; init; }

    /// <summary>The edition of the product, such as <c>NZ</c> or <c>GLOBAL</c>.</summary>
    public string? Edition { get; init; }

    public string? TimeZone { get; init; }

    public string? ShortCode { get; init; }

    public string? Status { get; init; }

    public LocalDate? LockedUntil { get; init; }

    public LocalDate? YearLockedUntil { get; init; }

    public string? DefaultSalesTax { get; init; }

    public bool IsDemo { get; init; }

    public bool? PaysTax { get; init; }

    public static XeroOrganisationFacts From(in XeroOrganisationDetails organisation) => new()
    {
        Name = organisation.Name,
        Country = CountryCode.TryParse(organisation.CountryCode, out var country) ? country : null,
        CountryText = organisation.CountryCode,
        BaseCurrency = CurrencyCode.TryParse(organisation.BaseCurrency, out var currency) ? currency : null,
        BaseCurrencyText = organisation.BaseCurrency,
        Plan = organisation.Class,
        Edition = organisation.Version,
        TimeZone = organisation.Timezone,
        ShortCode = organisation.ShortCode,
        Status = organisation.OrganisationStatus,
        LockedUntil = XeroValues.Date(organisation.PeriodLockDate),
        YearLockedUntil = XeroValues.Date(organisation.EndOfYearLockDate),
        DefaultSalesTax = organisation.DefaultSalesTax,
        IsDemo = organisation.IsDemoCompany == true,
        PaysTax = organisation.PaysTax,
    };
}
