using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Sequence.Connectors.Simulators;

/// <summary>The token and revocation endpoints.</summary>
internal sealed class QuickBooksTokenEndpoint(
    QuickBooksAuthorization authorization, IReadOnlyList<QuickBooksApp> apps, TimeProvider clock)
{
    private const string HardExpiryHeader = "x-include-refresh-token-hard-expires-in";

    public SimulatedResponse Token(SimulatedRequest request)
    {
        if (AppOf(request) is not { } app)
        {
            return Error("invalid_client", 401);
        }

        var form = new FormCollection(QueryHelpers.ParseQuery(request.Body));
        return form["grant_type"].ToString() switch
        {
            "authorization_code" => Answer(request, authorization.Redeem(app, form["code"], form["redirect_uri"]), clock.GetUtcNow()),
            "refresh_token" => authorization.Refresh(form["refresh_token"]) is { } renewed
                ? Answer(request, renewed.Tokens, renewed.Grant.ConsentedAt)
                : Error("invalid_grant"),
            _ => Error("invalid_request"),
        };
    }

    public SimulatedResponse Revoke(SimulatedRequest request)
    {
        if (AppOf(request) is null)
        {
            return Error("invalid_client", 401);
        }

        return authorization.RevokeToken(TokenOf(request.Body)) ? SimulatedResponse.Empty() : Error("invalid_request");
    }

    private SimulatedResponse Answer(SimulatedRequest request, QuickBooksTokens? tokens, DateTimeOffset consentedAt)
    {
        if (tokens is null)
        {
            return Error("invalid_grant");
        }

        var answer = new JsonObject
        {
            ["token_type"] = "bearer",
            ["access_token"] = tokens.AccessToken,
            ["refresh_token"] = tokens.RefreshToken,
            ["expires_in"] = (int)QuickBooksAuthorization.AccessTokenLifetime.TotalSeconds,
            ["x_refresh_token_expires_in"] = (int)QuickBooksAuthorization.RefreshTokenLifetime.TotalSeconds,
        };
        if (request.Headers.GetValueOrDefault(HardExpiryHeader) == "true")
        {
            answer["x_refresh_token_hard_expires_in"] = (long)(
                consentedAt + QuickBooksAuthorization.HardLifetime - clock.GetUtcNow()).TotalSeconds;
        }

        return SimulatedResponse.Json(answer);
    }

    private QuickBooksApp? AppOf(SimulatedRequest request) =>
        apps.FirstOrDefault(one =>
            request.Headers.GetValueOrDefault("Authorization")
            == "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{one.ClientId}:{one.ClientSecret}"))
        );

    private static string? TokenOf(string body)
    {
        try
        {
            return body.TrimStart().StartsWith('{')
                ? JsonMembers.ParseObject(body).Text("token")
                : new FormCollection(QueryHelpers.ParseQuery(body))["token"].ToString();
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SimulatedResponse Error(string error, int status = 400) =>
        SimulatedResponse.Json(new JsonObject { ["error"] = error }, status);
}
