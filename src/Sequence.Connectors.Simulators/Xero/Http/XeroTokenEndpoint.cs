using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Sequence.Connectors.Simulators;

/// <summary>The token and revocation endpoints.</summary>
internal sealed class XeroTokenEndpoint(XeroSimulator simulator, TimeProvider clock)
{
    public SimulatedResponse Token(SimulatedRequest request)
    {
        var form = new FormCollection(QueryHelpers.ParseQuery(request.Body));
        var (client, secret) = Credentials(request, form);
        var type = form["grant_type"].ToString();
        if (simulator.Organisations.FirstOrDefault(each => each.CustomClientId == client) is { } organisation)
        {
            return secret != organisation.CustomClientSecret ? Error("invalid_client")
                : type == "client_credentials" ? App(organisation.TenantId, form, XeroScopes.Custom)
                : Error("unauthorized_client");
        }

        if (!IsOurClient(client, secret))
        {
            return Error("invalid_client");
        }

        var authorization = simulator.Authorization;
        return type switch
        {
            "authorization_code" => Answer(
                authorization.Redeem(form["code"], form["redirect_uri"], client!, form["code_verifier"]), client!),
            "refresh_token" => Answer(authorization.Refresh(form["refresh_token"], client!), client!),
            "client_credentials" => App(null, form, [XeroScopes.Connections]),
            _ => Error("unsupported_grant_type"),
        };
    }

    /// <summary>Ends everything that the refresh token's user allowed. An unknown token is no error (RFC 7009).</summary>
    public SimulatedResponse Revoke(SimulatedRequest request)
    {
        var form = new FormCollection(QueryHelpers.ParseQuery(request.Body));
        var (client, secret) = Credentials(request, form);
        if (!IsOurClient(client, secret))
        {
            return Error("invalid_client");
        }

        simulator.Authorization.Revoke(form["token"]);
        return SimulatedResponse.Empty();
    }

    private SimulatedResponse App(string? tenantId, FormCollection form, string[] allowed)
    {
        var asked = XeroScopes.Split(form["scope"]);
        if (asked.Except(allowed).Any(scope => !allowed.Contains(scope.Replace(".read", "", StringComparison.Ordinal))))
        {
            return Error("invalid_scope");
        }

        var scopes = asked.Length == 0 ? allowed : asked;
        return XeroBodies.Json(new JsonObject
        {
            ["access_token"] = simulator.Authorization.IssueAppToken(tenantId, scopes),
            ["expires_in"] = (int)XeroAuthorization.AccessTokenLifetime.TotalSeconds,
            ["token_type"] = "Bearer",
            ["scope"] = string.Join(' ', scopes),
        });
    }

    private SimulatedResponse Answer(XeroIssue? issue, string client)
    {
        if (issue is null)
        {
            return Error("invalid_grant");
        }

        var answer = new JsonObject();
        if (issue.Scopes.Contains("openid"))
        {
            answer["id_token"] = XeroJwt.Id(client, issue.Tokens.UserId, clock.GetUtcNow());
        }

        answer["access_token"] = issue.Tokens.AccessToken;
        answer["expires_in"] = (int)XeroAuthorization.AccessTokenLifetime.TotalSeconds;
        answer["token_type"] = "Bearer";
        if (issue.Tokens.RefreshToken is { } refresh)
        {
            answer["refresh_token"] = refresh;
        }

        answer["scope"] = string.Join(' ', issue.Scopes);
        return XeroBodies.Json(answer);
    }

    private bool IsOurClient(string? client, string? secret) =>
        (client == simulator.ClientId && secret == simulator.ClientSecret)
            || (client == simulator.PkceClientId && string.IsNullOrEmpty(secret));

    /// <summary>From the header, or from the form: Xero takes both.</summary>
    private static (string? Client, string? Secret) Credentials(SimulatedRequest request, FormCollection form)
    {
        if (request.Headers.GetValueOrDefault("Authorization") is not { } header
            || !header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            return (form["client_id"], form["client_secret"]);
        }

        var bytes = new byte[header.Length];
        if (!Convert.TryFromBase64String(header[6..].Trim(), bytes, out var length))
        {
            return (null, null);
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2);
        return (Uri.UnescapeDataString(pair[0]), pair.Length > 1 ? Uri.UnescapeDataString(pair[1]) : null);
    }

    private static SimulatedResponse Error(string error) => XeroBodies.Json(new JsonObject { ["error"] = error }, 400);
}
