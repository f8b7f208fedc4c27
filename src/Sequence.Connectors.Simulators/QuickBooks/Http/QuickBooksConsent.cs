using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Sequence.Connectors.Simulators;

/// <summary>The consent page: a person picks a company, and the browser goes back to the app with a code.</summary>
internal sealed class QuickBooksConsent(
    QuickBooksAuthorization authorization, IReadOnlyList<QuickBooksApp> apps, Func<IReadOnlyList<QuickBooksCompany>> companies)
{
    public SimulatedResponse Page(SimulatedRequest request)
    {
        if (Problem(request.Parameter) is { } problem)
        {
            return SimulatedResponse.Text(problem, "text/plain;charset=utf-8", 400);
        }

        return ConsentPage.Show(
            "QuickBooks",
            "Which company do you want to connect?",
            "realmId",
            companies().Select(company => (company.RealmId, company.Profile.Name)),
            "Connect",
            "No thanks"
        );
    }

    public SimulatedResponse Submit(SimulatedRequest request)
    {
        if (Problem(request.Parameter) is { } problem)
        {
            return SimulatedResponse.Text(problem, "text/plain;charset=utf-8", 400);
        }

        var form = new FormCollection(QueryHelpers.ParseQuery(request.Body));
        var realm = form["realmId"].ToString();
        var isAllowed = !form.ContainsKey(ConsentPage.Deny) && companies().Any(company => company.RealmId == realm);
        var target = isAllowed ? Approve(request.Parameter, realm) : Deny(request.Parameter);
        return SimulatedResponse.Empty(302) with { Headers = new() { ["Location"] = target.AbsoluteUri } };
    }

    public Uri Approve(Func<string, string?> parameter, string realmId)
    {
        var app = apps.First(one => one.ClientId == parameter("client_id"));
        var code = authorization.IssueCode(app, realmId, parameter("redirect_uri")!);
        return Redirect(parameter, new() { ["code"] = code, ["state"] = parameter("state"), ["realmId"] = realmId });
    }

    public static Uri Deny(Func<string, string?> parameter) =>
        Redirect(parameter, new() { ["error"] = "access_denied", ["state"] = parameter("state") });

    public string? Problem(Func<string, string?> parameter) =>
        apps.All(one => one.ClientId != parameter("client_id")) ? "The client_id is not one of the simulated app."
        : parameter("response_type") != "code" ? "response_type must be code."
        : parameter("scope")?.Contains("com.intuit.quickbooks.accounting", StringComparison.Ordinal) != true
            ? "scope must contain com.intuit.quickbooks.accounting."
        : !Uri.TryCreate(parameter("redirect_uri"), UriKind.Absolute, out _) ? "redirect_uri must be an absolute address."
        : string.IsNullOrEmpty(parameter("state")) ? "state is missing."
        : null;

    private static Uri Redirect(Func<string, string?> parameter, Dictionary<string, string?> values) =>
        new(QueryHelpers.AddQueryString(parameter("redirect_uri")!, values));
}
