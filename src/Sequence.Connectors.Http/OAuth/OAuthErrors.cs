namespace Sequence.Connectors.Http;

/// <summary>What the errors of an authorization server mean (RFC 6749 §5.2).</summary>
internal static class OAuthErrors
{
    public const string InvalidGrant = "invalid_grant";

    public static ConnectorException Of(OAuthProfile profile, int status, ReadOnlyMemory<byte> body, string what)
    {
        var code = CodeOf(body);
        var (kind, why) = (code, status) switch
        {
            (InvalidGrant, _) => (
                ConnectorErrorKind.Unauthorized,
                "the consent, or its code, is used up, expired or withdrawn. Connect the account again."
            ),
            ("invalid_client" or "unauthorized_client", _) or (null, 401) => (
                ConnectorErrorKind.Configuration,
                "it does not accept the app. Check ClientId and ClientSecret of the app, and that they belong to its Environment."
            ),
            ("invalid_scope", _) => (ConnectorErrorKind.Configuration, "it does not know a scope. Check Scopes of the app."),
            (_, 429) => (ConnectorErrorKind.RateLimited, "too many token requests were made."),
            (_, >= 500) => (ConnectorErrorKind.Unavailable, "it failed on its side."),
            (null, >= 200 and < 300) => (ConnectorErrorKind.Malformed, "its answer holds no access_token."),
            _ => (ConnectorErrorKind.Invalid, "it does not accept the request. Check RedirectUri and the addresses of the app."),
        };
        return new ConnectorException(kind, $"{profile.Name} did not {what} ({code ?? "status"} {status}): {why}")
        {
            Connector = profile.ConnectorId,
            StatusCode = status,
            SystemCode = code,
        };
    }

    /// <summary>Whether the answer to a revocation says that there is nothing left to end.</summary>
    public static bool SaysGone(int status, ReadOnlyMemory<byte> body) =>
        status is 400 or 404 && CodeOf(body) is null or InvalidGrant or "invalid_token";

    // Only what looks like a code is shown: the rest of the answer may repeat a secret.
    private static string? CodeOf(ReadOnlyMemory<byte> body) =>
        Lenient.Text(Lenient.Parse(body), "error") is { Length: <= 40 } code
        && code.All(letter => char.IsAsciiLetterLower(letter) || letter == '_')
            ? code
            : null;
}
