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
    public const string DepositAccountKey = "payments.deposit_account";
    public const string DepositAccountPrefix = "payments.deposit_account.";
    private const string CustomersOnly = "customers";

    private readonly Dictionary<string, string> _accounts = ById(settings, AccountPrefix);
    private readonly Dictionary<string, string> _items = ById(settings, ItemPrefix);
    private readonly Dictionary<string, string> _taxes = ById(settings, TaxPrefix);

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
            Key = DepositAccountKey,
            Description = "The account, by its code or id in Xero, that payments go to: a bank account, or one that takes payments.",
        },
        new()
        {
            Key = DepositAccountPrefix + "*",
            Description = "The account for payments in the currency of that code, such as EUR.",
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
    public IReadOnlyList<(string Category, string? Option)> Tracking { get; } =
        [
            .. settings
                .Values.Where(one => one.Key.StartsWith(TrackingPrefix, StringComparison.Ordinal))
                .Select(one => (one.Key[TrackingPrefix.Length..], (string?)one.Value)),
        ];

    /// <summary>The choices whose keys begin so.</summary>
    public IEnumerable<(string Key, string Value)> Of(string prefix) =>
        settings.Values.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(one => (one.Key, one.Value));

    /// <summary>The categories that field maps put on lines, by name.</summary>
    public IEnumerable<string> TrackedFields =>
        FieldMaps
            .Where(map =>
                XeroCustomFields.IsTracking(map)
                && map.Direction.HasFlag(FieldDirection.Write)
            )
            .Select(map => map.SystemField[XeroCustomFields.TrackingPrefix.Length..])
            .Distinct(StringComparer.Ordinal);

    /// <summary>The accounts that payments go to, by the keys that name them.</summary>
    public IEnumerable<(string Key, string Value)> DepositAccounts =>
        settings
            .Values.Where(one => one.Key == DepositAccountKey || one.Key.StartsWith(DepositAccountPrefix, StringComparison.Ordinal))
            .Select(one => (one.Key, one.Value));

    /// <summary>The account that payments in a currency go to.</summary>
    public string? DepositAccountOf(CurrencyCode? currency) =>
        (currency is { } code ? settings.Find(DepositAccountPrefix + code.Value) : null) ?? settings.Find(DepositAccountKey);

    /// <summary>Whether lines of a type of record get tracking: from the connection, or from their own custom fields.</summary>
    public bool SetsTracking(RecordType type) =>
        Tracking.Any()
        || FieldMaps.Any(map =>
            map.RecordType == type
            && XeroCustomFields.IsTracking(map)
            && map.Direction.HasFlag(FieldDirection.Write)
        );

    public string? AccountOf(string productId) => _accounts.GetValueOrDefault(productId);

    public string? ItemOf(string productId) => _items.GetValueOrDefault(productId);

    public string? TaxOf(string taxRateId) => _taxes.GetValueOrDefault(taxRateId);

    // Each line asks.
    private static Dictionary<string, string> ById(ConnectionSettings settings, string prefix) =>
        settings
            .Values.Where(one => one.Key.StartsWith(prefix, StringComparison.Ordinal))
            .DistinctBy(one => one.Key, StringComparer.Ordinal)
            .ToDictionary(one => one.Key[prefix.Length..], one => one.Value, StringComparer.Ordinal);
}
