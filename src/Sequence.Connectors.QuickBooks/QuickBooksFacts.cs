namespace Sequence.Connectors.QuickBooks;

/// <summary>What Intuit says of QuickBooks Online, each fact with where it says it.</summary>
internal static class QuickBooksFacts
{
    public const string Id = "quickbooks";

    public const string Name = "QuickBooks Online";

    public static readonly Uri Documentation = new(
        "https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/account"
    );

    // The apps of a developer, each with its webhooks: https://developer.intuit.com/app/developer/qbo/docs/develop/webhooks
    public static readonly Uri AppsPage = new("https://developer.intuit.com/app/developer/dashboard");

    // https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/oauth-2.0
    public static readonly Uri AuthorizeAddress = new("https://appcenter.intuit.com/connect/oauth2");
    public static readonly Uri TokenAddress = new("https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer");
    public static readonly Uri RevokeAddress = new("https://developer.api.intuit.com/v2/oauth2/tokens/revoke");
    public static readonly Uri ProductionAddress = new("https://quickbooks.api.intuit.com/");
    public static readonly Uri SandboxAddress = new("https://sandbox-quickbooks.api.intuit.com/");
    public const string AccountingScope = "com.intuit.quickbooks.accounting";

    // Since 1 August 2025 lower values are ignored:
    // https://blogs.intuit.com/2025/01/21/changes-to-our-accounting-api-that-may-impact-your-application/
    public const string MinorVersion = "75";

    // https://developer.intuit.com/app/developer/qbo/docs/learn/explore-the-quickbooks-online-api/data-queries
    public const int PageSize = 1000;

    // https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/batch
    public const int BatchSize = 30;

    // The server gives up after 120 seconds: https://developer.intuit.com/app/developer/qbo/docs/learn/rest-api-features
    public static readonly Duration ServerTimeout = Duration.FromSeconds(120);

    // https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/invoice
    public const string EmailSent = "EmailSent";
    public const int NumberLength = 21;
    public const int MemoLength = 1000;
    public const int PrivateNoteLength = 4000;
    public const int DescriptionLength = 4000;

    // https://developer.intuit.com/app/developer/qbo/docs/workflows/attach-images-and-notes
    public const int LongestFile = 100 * 1000 * 1000;

    // https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/item
    public const int ItemNameLength = 100;

    // https://developer.intuit.com/app/developer/qbo/docs/api/accounting/all-entities/customer
    public const int DisplayNameLength = 500;
    public const int NamePartLength = 100;
    public const int EmailLength = 100;
    public const int PhoneLength = 30;
    public const int CustomTextLength = 31;
}
