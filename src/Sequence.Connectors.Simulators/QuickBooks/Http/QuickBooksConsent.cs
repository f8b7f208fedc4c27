using System.Net;
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

        var choices = string.Concat(companies().Select(company =>
            $"<p><button name=\"realmId\" value=\"{company.RealmId}\">{WebUtility.HtmlEncode(company.Profile.Name)}</button></p>"));
        return SimulatedResponse.Text(
            "<!doctype html><title>QuickBooks simulator</title><h1>Which company do you want to connect?</h1><form method=\"post\">"
            + choices + "<p><button name=\"deny\" value=\"1\">No thanks</button></p></form>",
            "text/html;charset=utf-8");
    }

    public SimulatedResponse Submit(SimulatedRequest request)
    {
        if (Problem(request.Parameter) is { } problem)
        {
            return SimulatedResponse.Text(problem, "text/plain;charset=utf-8", 400);
        }

        var realm = new FormCollection(QueryHelpers.ParseQuery(request.Body))["realmId"].ToString();
        var isKnown = companies().Any(company => company.RealmId == realm);
        var target = isKnown ? Approve(request.Parameter, realm) : Deny(request.Parameter);
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
