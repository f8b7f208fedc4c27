namespace Sequence.Connectors.Xero;

/// <summary>
/// The limits of one app: 60 calls a minute and 5 at once for each organisation, 10,000 a minute over all of them. The calls of a
/// day (5,000, or 1,000 on the Starter tier) are not counted here, for waiting a day is nobody's wish: when Xero says that they
/// are used up, the organisation is left alone until they are not. https://developer.xero.com/documentation/guides/oauth2/limits/
/// </summary>
internal sealed class XeroLimits(Connection connection)
{
    private readonly string _organisation = $"{XeroFacts.Id}/{connection.App}/{connection.AccountId}";

    public string Parallel => $"{_organisation}/parallel";

    public string Minute => $"{_organisation}/minute";

    public string Day => $"{_organisation}/day";

    public string AppMinute => $"{XeroFacts.Id}/{connection.App}/minute";

    public IReadOnlyList<RateLimit> All =>
    [
        RateLimit.AtOnce(Parallel, 5),
        RateLimit.PerWindow(Minute, 60, Duration.FromMinutes(1)),
        RateLimit.PerWindow(AppMinute, 10_000, Duration.FromMinutes(1)),
        RateLimit.AtOnce(Day, int.MaxValue),
    ];
}
