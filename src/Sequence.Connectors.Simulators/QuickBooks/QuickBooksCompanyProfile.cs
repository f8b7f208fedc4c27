namespace Sequence.Connectors.Simulators;

/// <summary>What kind of QuickBooks company to simulate. Start from a ready one and change what matters with <c>with</c>.</summary>
public sealed record QuickBooksCompanyProfile
{
    /// <summary>The company's name, shown on the consent page.</summary>
    public required string Name { get; init; }

    /// <summary>ISO 3166-1 alpha-2 code, as CompanyInfo shows it.</summary>
    public string Country { get; init; } = "US";

    /// <summary>ISO 4217 code.</summary>
    public string HomeCurrency { get; init; } = "USD";

    /// <summary>How sales tax is worked out.</summary>
    public QuickBooksTaxModel TaxModel { get; init; }

    /// <summary>Whether customers and transactions may use other currencies.</summary>
    public bool MultiCurrency { get; init; }

    /// <summary>Preferences.SalesFormsPrefs.CustomTxnNumbers: callers number their invoices; when false QuickBooks does.</summary>
    public bool CustomTxnNumbers { get; init; } = true;

    /// <summary>Whether a document number that is in use is refused with 6140.</summary>
    public bool WarnDuplicateNumbers { get; init; } = true;

    /// <summary>Whether a new credit memo is applied to the customer's oldest open invoice at once.</summary>
    public bool AutoApplyCredit { get; init; }

    /// <summary>
    /// Preferences.SalesFormsPrefs.AutoApplyPayments. What QuickBooks makes of it is not documented; here it is a preference only.
    /// </summary>
    public bool AutoApplyPayments { get; init; }

    /// <summary>Transactions dated on or before this day are refused with 6210; null while the books are open.</summary>
    public DateOnly? BookCloseDate { get; init; }

    /// <summary>Whether the subscription has lapsed: everything but CompanyInfo is refused with 6190.</summary>
    public bool SubscriptionEnded { get; init; }

    /// <summary>
    /// Whether the company starts with customers, vendors, items and transactions; when false, with its lists of accounts, items, terms and
    /// taxes only.
    /// </summary>
    public bool SampleData { get; init; } = true;

    /// <summary>A company in California with automated sales tax.</summary>
    public static QuickBooksCompanyProfile UnitedStates { get; } = new() { Name = "Larkspur Analytics Inc." };

    /// <summary>A company in Arizona that keeps its sales tax by hand.</summary>
    public static QuickBooksCompanyProfile UnitedStatesManualTax { get; } =
        new() { Name = "Saguaro Field Services LLC", TaxModel = QuickBooksTaxModel.UnitedStatesManual };

    /// <summary>A company in London with VAT.</summary>
    public static QuickBooksCompanyProfile UnitedKingdom { get; } =
        new() { Name = "Thistle & Wren Ltd", Country = "GB", HomeCurrency = "GBP", TaxModel = QuickBooksTaxModel.Global };
}
