namespace Sequence.Connectors.Xero;

/// <summary>The choices that a tenant has made for one organisation.</summary>
internal sealed class XeroSettings(ConnectionSettings settings)
{
    public const string DefaultAccountKey = "accounts.default";
    public const string AccountPrefix = "accounts.";
    public const string ItemPrefix = "items.";
    public const string DefaultTaxKey = "taxes.default";
    public const string NoTaxKey = "taxes.none";
    public const string TaxPrefix = "taxes.";
    public const string TrackingPrefix = "tracking.";
    public const string DefaultCountryKey = "addresses.default_country";
    public const string ContactsKey = "contacts.read";
    private const string CustomersOnly = "customers";

    public static IEnumerable<SettingDefinition> Schema { get; } =
    [
        new()
        {
            Key = DefaultAccountKey,
            Description = "The account, by its code or id in Xero, that lines are booked to whose product has none of its own.",
        },
        new() { Key = AccountPrefix + "*", Description = "The account, by its code or id in Xero, for the product of that id." },
        new() { Key = ItemPrefix + "*", Description = "The item, by its code in Xero, for the product of that id." },
        new()
        {
            Key = DefaultTaxKey,
            Description = "The tax rate, by its tax type in Xero, for lines that name none; Xero's own choice when not set.",
        },
        new()
        {
            Key = NoTaxKey,
            Description = "The tax rate, by its tax type in Xero, for lines without tax beside lines with it, such as NONE or ZERORATED.",
        },
        new() { Key = TaxPrefix + "*", Description = "The tax rate, by its tax type in Xero, for the tax rate of that id." },
        new()
        {
            Key = TrackingPrefix + "*",
            Description = "The option of the tracking category of that name, put on every line; two categories at most.",
        },
        new()
        {
            Key = DefaultCountryKey,
            Description =
                "The country, as an ISO 3166-1 alpha-2 code, of addresses that name none; 'organisation' for the organisation's own.",
        },
        new()
        {
            Key = ContactsKey,
            Description = "Which contacts are read as customers: all, or those that have an invoice.",
            Choices = ["all", CustomersOnly],
            Default = "all",
        },
    ];

    public ValueList<FieldMap> FieldMaps => settings.FieldMaps;

    public string? DefaultAccount { get; } = settings.Find(DefaultAccountKey);

    public string? DefaultTax { get; } = settings.Find(DefaultTaxKey);

    public string? NoTax => settings.Find(NoTaxKey);

    public string? DefaultCountry => settings.Find(DefaultCountryKey);

    public bool ReadsCustomersOnly => settings.Find(ContactsKey) == CustomersOnly;

    /// <summary>Tracking categories by name, each with the option that every line gets.</summary>
    public IReadOnlyList<(string Category, string Option)> Tracking { get; } =
        [
            .. settings
                .Values.Where(one => one.Key.StartsWith(TrackingPrefix, StringComparison.Ordinal))
                .Select(one => (one.Key[TrackingPrefix.Length..], one.Value)),
        ];

    /// <summary>The choices whose keys begin so.</summary>
    public IEnumerable<(string Key, string Value)> Of(string prefix) =>
        settings.Values.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(one => (one.Key, one.Value));

    public string? AccountOf(string productId) => settings.Find(AccountPrefix + productId);

    public string? ItemOf(string productId) => settings.Find(ItemPrefix + productId);

    public string? TaxOf(string taxRateId) => settings.Find(TaxPrefix + taxRateId);
}
