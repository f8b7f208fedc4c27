namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Refusals that concern the whole connection: what happened, and what a person does about it.
/// https://developer.intuit.com/app/developer/qbo/docs/develop/troubleshooting/error-codes
/// </summary>
internal static class QuickBooksAccess
{
    /// <summary>The person who connected is no administrator any more.</summary>
    public const string AdminLost = "120";

    /// <summary>What is asked for is not open to the person who connected.</summary>
    public const string NotAllowed = "3201";

    /// <summary>The app may not reach the company.</summary>
    public const string AppRefused = "3100";

    public const string SubscriptionEnded = "6190";

    private const string ConnectAgain =
        "Have an administrator of the company connect it again; the connection and its links are kept.";

    /// <summary>Whether a code says that nothing goes over the connection until a person has connected anew.</summary>
    public static bool IsLost(string? code) => code is AdminLost or NotAllowed or AppRefused;

    /// <summary>What a person does about a refusal; null for one that is no matter of the whole connection.</summary>
    public static string? FixOf(string? code) => code switch
    {
        AdminLost or NotAllowed => ConnectAgain,
        AppRefused => "Connect the company again, with an app of its own kind.",
        SubscriptionEnded => "Renew it in QuickBooks.",
        _ => null,
    };

    /// <summary>What stands in the way of a whole connection; null where the code says something else.</summary>
    public static Problem? ProblemOf(string? code, QuickBooksConnection connection) => code switch
    {
        AdminLost => Problem(
            code,
            "consent.admin.lost",
            "Whoever connected the company is no administrator of it any more, so that QuickBooks shows nothing of it.",
            connection.ReconnectLink),
        NotAllowed => Problem(
            code,
            "consent.admin.lost",
            "QuickBooks does not allow whoever connected the company to see it.",
            connection.ReconnectLink),
        AppRefused => Problem(code, "quickbooks.app.refused", Refused(connection.Connection), connection.ReconnectLink),
        SubscriptionEnded => Problem(
            code,
            "quickbooks.subscription.ended",
            "The company's QuickBooks subscription has ended, so that nothing else can be read.",
            connection.Links.Settings()),
        _ => null,
    };

    // Keys for development reach sandbox companies only, and keys for production real ones only.
    private static string Refused(Connection connection) =>
        $"QuickBooks does not let the app '{connection.App}' see this company: it was disconnected there, or "
        + (connection.Environment == ConnectorEnvironment.Sandbox
            ? "the company is a real one, and the app's keys are for sandbox companies."
            : "the company is a sandbox, and the app's keys are for real companies.");

    private static Problem Problem(string fault, string code, string message, Uri? link) =>
        new() { Code = code, Path = "", Message = message, Fix = FixOf(fault), Link = link };
}
