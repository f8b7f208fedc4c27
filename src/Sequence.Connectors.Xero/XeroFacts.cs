namespace Sequence.Connectors.Xero;

/// <summary>What Xero says of itself, each fact with where it says it.</summary>
internal static class XeroFacts
{
    public const string Id = "xero";

    public const string Name = "Xero";

    public static readonly Uri Documentation = new("https://developer.xero.com/documentation/api/accounting/overview");

    // The apps of a developer, each with its webhooks: https://developer.xero.com/documentation/guides/webhooks/overview/
    public static readonly Uri AppsPage = new("https://developer.xero.com/app/manage");

    // https://developer.xero.com/documentation/guides/oauth2/auth-flow/
    public static readonly Uri AuthorizeAddress = new("https://login.xero.com/identity/connect/authorize");
    public static readonly Uri TokenAddress = new("https://identity.xero.com/connect/token");
    public static readonly Uri RevokeAddress = new("https://identity.xero.com/connect/revocation");
    public static readonly Uri ApiAddress = new("https://api.xero.com/");

    // https://developer.xero.com/documentation/guides/oauth2/token-types/
    public static readonly Duration RefreshTokenLife = Duration.FromDays(60);

    // Apps made since 2 March 2026 know these scopes only: https://developer.xero.com/faq/granular-scopes
    public static readonly IReadOnlyList<string> Scopes =
        ["offline_access", "accounting.invoices", "accounting.payments", "accounting.contacts", "accounting.settings.read"];

    // https://developer.xero.com/documentation/api/accounting/requests-and-responses#paging
    public const int PageSize = 1000;

    // About 50 elements a call, and at most 3.5 MB: https://developer.xero.com/documentation/guides/oauth2/limits/
    public const int BatchSize = 50;
    public const int BatchBytes = 3_000_000;

    // What is asked may have 2,048 characters, which is 52 ids: https://github.com/XeroAPI/Xero-OpenAPI/issues/534
    public const int IdsInAddress = 50;
    public const int IdsInFilter = 25;

    // https://developer.xero.com/documentation/guides/idempotent-requests/idempotency/
    public static readonly Duration KeyLife = Duration.FromMinutes(6);

    // Xero does not say how long it works on a request; its gateway gives up long before this.
    public static readonly Duration ServerTimeout = Duration.FromSeconds(120);

    // https://developer.xero.com/documentation/api/accounting/invoices
    public const int NumberLength = 255;
    public const int ReferenceLength = 255;
    public const int DescriptionLength = 4000;
    public const int MostTracking = 2;

    // https://developer.xero.com/documentation/api/accounting/items
    public const int ItemCodeLength = 30;
    public const int ItemNameLength = 50;

    // https://developer.xero.com/documentation/api/accounting/contacts
    public const int NameLength = 255;
    public const int PhoneLength = 50;
    public const int MostContactPersons = 5;
    public const int AddressLineLength = 500;
    public const int CityLength = 255;
    public const int PostalCodeLength = 50;

    // Amounts have two decimals, and with unitdp=4 prices and quantities four:
    // https://developer.xero.com/documentation/guides/how-to-guides/rounding-in-xero
    public const int UnitDecimals = 4;
    public const int AmountDecimals = 2;
    public const int RateDecimals = 6;
}
