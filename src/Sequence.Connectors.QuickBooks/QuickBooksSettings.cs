namespace Sequence.Connectors.QuickBooks;

/// <summary>The choices that a tenant has made for one company.</summary>
internal sealed class QuickBooksSettings(ConnectionSettings settings)
{
    public const string DefaultItemKey = "items.default";
    public const string ItemPrefix = "items.";
    public const string IncomeAccountKey = "products.income_account";
    public const string DefaultTaxCodeKey = "taxes.default";
    public const string TaxCodePrefix = "taxes.";
    public const string DefaultCountryKey = "addresses.default_country";
    public const string DepositAccountKey = "payments.deposit_account";
    public const string SendToKey = "mails.send_to";
    public const string MailCustomersKey = "mails.to_customers";
    public const string Yes = "yes";

    public static IEnumerable<SettingDefinition> Schema { get; } =
    [
        new() { Key = DefaultItemKey, Description = "The item, by its id in QuickBooks, for lines whose product has none of its own." },
        new() { Key = ItemPrefix + "*", Description = "The item, by its id in QuickBooks, for the product of that id." },
        new()
        {
            Key = ItemPrefix + QuickBooksAppliedCredits.Product,
            Description = "The item, by its id in QuickBooks, for lines that take off what an invoice uses of credit grants.",
        },
        new()
        {
            Key = IncomeAccountKey,
            Description = "The account, by its id in QuickBooks, that sales of products are booked to which name none.",
        },
        new()
        {
            Key = DefaultTaxCodeKey,
            Description = "The tax code, by its id in QuickBooks, where neither the line nor the customer has one.",
        },
        new() { Key = TaxCodePrefix + "*", Description = "The tax code, by its id in QuickBooks, for the tax rate of that id." },
        new()
        {
            Key = DefaultCountryKey,
            Description =
                "The country, as an ISO 3166-1 alpha-2 code, of addresses that name none; 'company' for the company's own.",
        },
        new()
        {
            Key = DepositAccountKey,
            Description = "The account, by its id in QuickBooks, that payments go to; QuickBooks' own choice when not set.",
        },
        new()
        {
            Key = SendToKey,
            Description =
                "The mail address that QuickBooks mails documents to, such as the merchant's own; the document's stays as it is.",
        },
        new()
        {
            Key = MailCustomersKey,
            Description = "Whether QuickBooks may mail customers, when a document is sent and no other address is set.",
            Choices = [Yes, "no"],
            Default = "no",
        },
    ];

    public ValueList<FieldMap> FieldMaps => settings.FieldMaps;

    public string? DepositAccount => settings.Find(DepositAccountKey);

    public string? SendTo => settings.Find(SendToKey);

    public bool MailsCustomers => settings.Find(MailCustomersKey) == Yes;

    public string? DefaultCountry => settings.Find(DefaultCountryKey);

    public string? DefaultItem { get; } = settings.Find(DefaultItemKey);

    public string? IncomeAccount => settings.Find(IncomeAccountKey);

    public string? DefaultTaxCode => settings.Find(DefaultTaxCodeKey);

    public string? ItemOf(string productId) => settings.Find(ItemPrefix + productId);

    public string? TaxCodeOf(string taxRateId) => settings.Find(TaxCodePrefix + taxRateId);
}
