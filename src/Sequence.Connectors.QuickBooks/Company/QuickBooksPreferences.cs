namespace Sequence.Connectors.QuickBooks;

/// <summary>How a company has set QuickBooks up, as it travels: what decides how documents are written.</summary>
internal sealed record QuickBooksPreferences
{
    public Currency? CurrencyPrefs { get; init; }

    public SalesForms? SalesFormsPrefs { get; init; }

    public Tax? TaxPrefs { get; init; }

    public Accounting? AccountingInfoPrefs { get; init; }

    internal sealed record Currency
    {
        public bool? MultiCurrencyEnabled { get; init; }

        public QuickBooksReference? HomeCurrency { get; init; }
    }

    internal sealed record SalesForms
    {
        public bool? CustomTxnNumbers { get; init; }

        public bool? AutoApplyCredit { get; init; }

        public bool? AllowDiscount { get; init; }

        public QuickBooksReference? DefaultItem { get; init; }

        public QuickBooksCustomFieldGroup[]? CustomField { get; init; }
    }

    internal sealed record Tax
    {
        public bool? UsingSalesTax { get; init; }

        public bool? PartnerTaxEnabled { get; init; }

        public QuickBooksReference? TaxGroupCodeRef { get; init; }
    }

    internal sealed record Accounting
    {
        public string? BookCloseDate { get; init; }
    }
}
