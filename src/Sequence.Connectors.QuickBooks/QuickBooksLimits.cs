namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// The limits of one app at one company, which QuickBooks tells nobody by headers: 500 requests a minute, 10 at a time, and 40
/// batches a minute, each item of which counts as a request.
/// https://developer.intuit.com/app/developer/qbo/docs/learn/rest-api-features#limits-and-throttles
/// </summary>
internal static class QuickBooksLimits
{
    public const string BatchGroup = "batch";

    public static IReadOnlyList<RateLimit> Of(ApiRequest request, Connection connection, QuickBooksOptions options)
    {
        var app = $"{QuickBooksFacts.Id}/{connection.App}";
        var scope = $"{app}/{connection.AccountId}";
        var minute = Duration.FromMinutes(1);
        var requests = RateLimit.PerWindow($"{scope}/requests", 500, minute);
        var parallel = RateLimit.AtOnce($"{scope}/parallel", 10);
        List<RateLimit> limits = [requests, parallel];
        if (request.LimitGroup == BatchGroup)
        {
            limits.Add(RateLimit.PerWindow($"{scope}/batches", 40, minute) with { CountsRequests = true });
        }

        if (request.IsMetered && options.ReadsPerDayOfCompany is { } ofCompany)
        {
            limits.Add(RateLimit.PerWindow($"{scope}/reads", ofCompany, Duration.FromDays(1)) with { IsBudget = true });
        }

        if (request.IsMetered && options.ReadsPerDay is { } ofApp)
        {
            limits.Add(RateLimit.PerWindow($"{app}/reads", ofApp, Duration.FromDays(1)) with { IsBudget = true });
        }

        return limits;
    }
}
