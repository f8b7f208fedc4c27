namespace Sequence.Connectors.Xero;

/// <summary>
/// The limits of one app: 60 calls a minute and 5 at once for each organisation, 10,000 a minute over all of them. Every answer tells
/// what is left of them, whichever process used the rest. The calls of a day are Xero's to count (5,000, or 1,000 on the Starter tier),
/// and nobody waits for the next: the last of them are left to what somebody asked for, and when they are used up, the organisation is
/// left alone until they are not. https://developer.xero.com/documentation/guides/oauth2/limits/
/// </summary>
internal sealed class XeroLimits(Connection connection)
{
    // The tier is not told, and the reserve is one of the lowest tier's.
    private const int CallsOfDay = 1_000;

    private static readonly Duration OneMinute = Duration.FromMinutes(1);

    // The day begins at another time for each organisation; its count is asked for again from time to time.
    private static readonly Duration DayIsTrusted = Duration.FromHours(1);

    private readonly string _organisation = $"{XeroFacts.Id}/{connection.App}/{connection.AccountId}";

    public const string LeftOfDay = "X-DayLimit-Remaining";

    public string Parallel => $"{_organisation}/parallel";

    public string Minute => $"{_organisation}/minute";

    public string Day => $"{_organisation}/day";

    public string AppMinute => $"{XeroFacts.Id}/{connection.App}/minute";

    public IReadOnlyList<RateLimit> All =>
    [
        RateLimit.AtOnce(Parallel, 5),
        RateLimit.PerWindow(Minute, 60, OneMinute) with { LeftHeader = "X-MinLimit-Remaining" },
        RateLimit.PerWindow(AppMinute, 10_000, OneMinute) with { LeftHeader = "X-AppMinLimit-Remaining" },
        RateLimit.Told(Day, CallsOfDay, DayIsTrusted, LeftOfDay),
    ];
}
