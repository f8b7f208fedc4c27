using System.Collections.Frozen;

namespace Sequence.Connectors.QuickBooks;

/// <summary>What a company is and how it has set QuickBooks up: what decides how documents are written.</summary>
internal sealed record QuickBooksCompanyFacts
{
    public string? Name { get; init; }

    public CountryCode? Country { get; init; }

    public string? CountryText { get; init; }

    public CurrencyCode? HomeCurrency { get; init; }

    public string? HomeCurrencyText { get; init; }

    public bool MultiCurrency { get; init; }

    /// <summary>Whether documents may bring their own number; otherwise QuickBooks numbers them.</summary>
    public bool CustomNumbers { get; init; }

    /// <summary>Whether QuickBooks applies new credit memos to open invoices by itself.</summary>
    public bool AutoApplyCredit { get; init; }

    /// <summary>Whether QuickBooks applies payments to open invoices by itself.</summary>
    public bool AutoApplyPayments { get; init; }

    public QuickBooksTaxMode TaxMode { get; init; }

    public LocalDate? BooksClosedUntil { get; init; }

    /// <summary>The custom fields of the sales forms, also those that are switched off.</summary>
    public IReadOnlyList<QuickBooksSalesField> SalesFields { get; init; } = [];

    /// <summary>The active terms of payment without a discount for paying early, by the days after which they fall due.</summary>
    public IReadOnlyDictionary<int, QuickBooksTerm> Terms { get; init; } = FrozenDictionary<int, QuickBooksTerm>.Empty;

    public string? DefaultItemId { get; init; }

    public string? Subscription { get; init; }

    public string? Offering { get; init; }

    public static QuickBooksCompanyFacts From(
        QuickBooksCompanyInfo info,
        QuickBooksPreferences preferences,
        IEnumerable<QuickBooksTerm> terms
    )
    {
        var country = CountryCode.TryParse(info.Country, out var code) || CountryNames.TryResolve(info.Country, out code) ? code : null;
        return new()
        {
            Name = info.CompanyName ?? info.LegalName,
            Country = country,
            CountryText = info.Country,
            HomeCurrency = CurrencyCode.TryParse(preferences.CurrencyPrefs?.HomeCurrency?.Value, out var currency) ? currency : null,
            HomeCurrencyText = preferences.CurrencyPrefs?.HomeCurrency?.Value,
            MultiCurrency = preferences.CurrencyPrefs?.MultiCurrencyEnabled == true,
            CustomNumbers = preferences.SalesFormsPrefs?.CustomTxnNumbers == true,
            AutoApplyCredit = preferences.SalesFormsPrefs?.AutoApplyCredit == true,
            AutoApplyPayments = preferences.SalesFormsPrefs?.AutoApplyPayments == true,
            TaxMode = TaxModeOf(preferences.TaxPrefs, info.Country),
            BooksClosedUntil = QuickBooksValues.Date(preferences.AccountingInfoPrefs?.BookCloseDate),
            SalesFields = QuickBooksSalesField.Of(preferences.SalesFormsPrefs),
            Terms = terms
                .Where(term => term is { Id: not null, Type: "STANDARD", DueDays: >= 0, DiscountPercent: null or 0m })
                .DistinctBy(term => (int)term.DueDays!)
                .ToFrozenDictionary(term => (int)term.DueDays!),
            DefaultItemId = preferences.SalesFormsPrefs?.DefaultItem?.Value,
            Subscription = Named(info, "SubscriptionStatus"),
            Offering = Named(info, "OfferingSku"),
        };
    }

    private static QuickBooksTaxMode TaxModeOf(QuickBooksPreferences.Tax? tax, string? country) => tax switch
    {
        { PartnerTaxEnabled: true } => QuickBooksTaxMode.AutomatedUs,
        not { UsingSalesTax: true } => QuickBooksTaxMode.None,
        _ => string.Equals(country, "US", StringComparison.OrdinalIgnoreCase) ? QuickBooksTaxMode.ManualUs : QuickBooksTaxMode.Global,
    };

    private static string? Named(QuickBooksCompanyInfo info, string name) =>
        info.NameValue?.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)).Value;
}
