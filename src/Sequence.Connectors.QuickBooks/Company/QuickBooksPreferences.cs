namespace Sequence.Connectors.QuickBooks;

/// <summary>How a company has set QuickBooks up, as it travels: what decides how documents are written.</summary>
internal struct QuickBooksPreferences
{
    public Currency? CurrencyPrefs { get; set; }

    public SalesForms? SalesFormsPrefs { get; set; }

    public Tax? TaxPrefs { get; set; }

    public Accounting? AccountingInfoPrefs { get; set; }

    public static WireShape<QuickBooksPreferences> Shape { get; } = new()
    {
        { "CurrencyPrefs", (ref json, ref it) => it.CurrencyPrefs = json.Object(Currency.Shape) },
        { "SalesFormsPrefs", (ref json, ref it) => it.SalesFormsPrefs = json.Object(SalesForms.Shape) },
        { "TaxPrefs", (ref json, ref it) => it.TaxPrefs = json.Object(Tax.Shape) },
        { "AccountingInfoPrefs", (ref json, ref it) => it.AccountingInfoPrefs = json.Object(Accounting.Shape) },
    };

    internal struct Currency
    {
        public bool? MultiCurrencyEnabled { get; set; }

        public QuickBooksReference? HomeCurrency { get; set; }

        public static WireShape<Currency> Shape { get; } = new()
        {
            { "MultiCurrencyEnabled", (ref json, ref it) => it.MultiCurrencyEnabled = json.Flag() },
            { "HomeCurrency", (ref json, ref it) => it.HomeCurrency = json.Object(QuickBooksReference.Shape) },
        };
    }

    internal struct SalesForms
    {
        public bool? CustomTxnNumbers { get; set; }

        public bool? AutoApplyCredit { get; set; }

        public bool? AutoApplyPayments { get; set; }

        public QuickBooksReference? DefaultItem { get; set; }

        public QuickBooksCustomFieldGroup[]? CustomField { get; set; }

        public static WireShape<SalesForms> Shape { get; } = new()
        {
            { "CustomTxnNumbers", (ref json, ref it) => it.CustomTxnNumbers = json.Flag() },
            { "AutoApplyCredit", (ref json, ref it) => it.AutoApplyCredit = json.Flag() },
            { "AutoApplyPayments", (ref json, ref it) => it.AutoApplyPayments = json.Flag() },
            { "DefaultItem", (ref json, ref it) => it.DefaultItem = json.Object(QuickBooksReference.Shape) },
            { "CustomField", (ref json, ref it) => it.CustomField = json.Array(QuickBooksCustomFieldGroup.Shape) },
        };
    }

    internal struct Tax
    {
        public bool? UsingSalesTax { get; set; }

        public bool? PartnerTaxEnabled { get; set; }

        public QuickBooksReference? TaxGroupCodeRef { get; set; }

        public static WireShape<Tax> Shape { get; } = new()
        {
            { "UsingSalesTax", (ref json, ref it) => it.UsingSalesTax = json.Flag() },
            { "PartnerTaxEnabled", (ref json, ref it) => it.PartnerTaxEnabled = json.Flag() },
            { "TaxGroupCodeRef", (ref json, ref it) => it.TaxGroupCodeRef = json.Object(QuickBooksReference.Shape) },
        };
    }

    internal struct Accounting
    {
        public string? BookCloseDate { get; set; }

        public static WireShape<Accounting> Shape { get; } = new()
        {
            { "BookCloseDate", (ref json, ref it) => it.BookCloseDate = json.Text() },
        };
    }
}
