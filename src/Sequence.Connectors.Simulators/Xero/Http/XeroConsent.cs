using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Sequence.Connectors.Simulators;

/// <summary>The consent page: a person picks an organisation, and the browser goes back to the app with a code.</summary>
internal sealed class XeroConsent(XeroSimulator simulator)
{
    public SimulatedResponse Page(SimulatedRequest request)
    {
        if (Problem(request.Parameter) is { } problem)
        {
            return XeroBodies.Text(400, problem);
        }

        return ConsentPage.Show(
            "Xero",
            "Which organisation do you want to connect?",
            "tenantId",
            simulator.Organisations.Select(organisation => (organisation.TenantId, organisation.Profile.Name)),
            "Allow access",
            "Cancel"
        );
    }

    public SimulatedResponse Submit(SimulatedRequest request)
    {
        if (Problem(request.Parameter) is { } problem)
        {
            return XeroBodies.Text(400, problem);
        }

        var form = new FormCollection(QueryHelpers.ParseQuery(request.Body));
        var asked = form.ContainsKey(ConsentPage.Deny) ? [] : form["tenantId"].ToArray();
        var known = simulator.Organisations.Select(each => each.TenantId).Intersect(asked.OfType<string>()).ToArray();
        var target = known.Length > 0 ? Approve(request.Parameter, known) : Deny(request.Parameter);
        return SimulatedResponse.Empty(302) with { Headers = new() { ["Location"] = target.AbsoluteUri } };
    }

    public Uri Approve(Func<string, string?> parameter, string[] tenantIds)
    {
        var scopes = XeroScopes.Split(parameter("scope"));
        var code = simulator.Authorization.IssueCode(new XeroCode(
            simulator.UserId, parameter("client_id")!, parameter("redirect_uri")!, scopes, tenantIds, parameter("code_challenge")));
        return Redirect(parameter, new()
        {
            ["code"] = code, ["scope"] = string.Join(' ', scopes), ["state"] = parameter("state"), ["session_state"] = "simulated",
        });
    }

    public static Uri Deny(Func<string, string?> parameter) =>
        Redirect(parameter, new() { ["error"] = "access_denied", ["state"] = parameter("state") });

    public string? Problem(Func<string, string?> parameter) =>
        parameter("client_id") is not { } client || (client != simulator.ClientId && client != simulator.PkceClientId)
            ? "unauthorized_client: The client_id is not that of the simulated app."
        : parameter("response_type") != "code" ? "unsupported_response_type: response_type must be code."
        : XeroScopes.Split(parameter("scope")).Length == 0 ? "invalid_scope: scope is missing."
        : XeroScopes.Refused(XeroScopes.Split(parameter("scope")), simulator.AllowsBroadScopes) is { } scope
            ? $"invalid_scope: The app cannot ask for {scope}."
        : !IsAllowed(parameter("redirect_uri")) ? "invalid_request: redirect_uri must be https, or http://localhost."
        : client == simulator.PkceClientId && (parameter("code_challenge") is null || parameter("code_challenge_method") != "S256")
            ? "invalid_request: This app must send a code_challenge with the method S256."
        : null;

    private static bool IsAllowed(string? redirectUri) => Uri.TryCreate(redirectUri, UriKind.Absolute, out var address)
        && (address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.Host == "localhost"));

    private static Uri Redirect(Func<string, string?> parameter, Dictionary<string, string?> values) => new(QueryHelpers.AddQueryString(
        parameter("redirect_uri")!, values.Where(each => each.Value is not null).ToDictionary(each => each.Key, each => each.Value)));
}
