namespace Sequence.Connectors.Simulators;

/// <summary>What kind of Xero organisation to simulate. Start from a ready one and change what matters with <c>with</c>.</summary>
public sealed record XeroOrganisationProfile
{
    /// <summary>The organisation's name, shown on the consent page.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code; it decides the tax rates of a new organisation: NZ, GB or US.</summary>
    public string Country { get; init; } = "NZ";

    /// <summary>ISO 4217 code.</summary>
    public string BaseCurrency { get; init; } = "NZD";

    /// <summary>Xero's own name of the time zone, such as <c>NEWZEALANDSTANDARDTIME</c>; documents without a date get its day.</summary>
    public string TimeZone { get; init; } = "NEWZEALANDSTANDARDTIME";

    /// <summary>The plan, as Organisation.Class shows it; apps must expect values that they do not know.</summary>
    public string Plan { get; init; } = "PREMIUM";

    /// <summary>Whether it is the Demo Company that every user of Xero has.</summary>
    public bool IsDemo { get; init; }

    /// <summary>Whether the plan has other currencies; without, every other currency is refused.</summary>
    public bool MultiCurrency { get; init; } = true;

    /// <summary>Documents dated on or before this day are refused; null while the period is open.</summary>
    public DateOnly? PeriodLockDate { get; init; }

    /// <summary>Documents dated on or before this day are refused for everybody; null while the year is open.</summary>
    public DateOnly? EndOfYearLockDate { get; init; }

    /// <summary>How many invoices the plan lets anyone approve; null, the default, is without limit.</summary>
    public int? ApprovedInvoiceLimit { get; init; }

    /// <summary>
    /// Whether the organisation starts with contacts and documents; when false, with its lists of accounts, items and taxes only.
    /// </summary>
    public bool SampleData { get; init; } = true;

    /// <summary>An organisation in Auckland with GST.</summary>
    public static XeroOrganisationProfile NewZealand { get; } = new() { Name = "Kauri Coast Software Ltd" };

    /// <summary>An organisation in Bristol with VAT.</summary>
    public static XeroOrganisationProfile UnitedKingdom { get; } =
        new() { Name = "Harbourside Metrics Ltd", Country = "GB", BaseCurrency = "GBP", TimeZone = "GMTSTANDARDTIME" };

    /// <summary>An organisation in Oregon with a sales tax of its own making.</summary>
    public static XeroOrganisationProfile UnitedStates { get; } =
        new() { Name = "Juniper Flats Analytics LLC", Country = "US", BaseCurrency = "USD", TimeZone = "PACIFICSTANDARDTIME" };
}
