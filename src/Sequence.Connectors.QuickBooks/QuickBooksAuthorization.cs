namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Consent of one company at a time. The company's id (its realm) comes on the redirect and never with the tokens, so that both
/// are stored together. https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/oauth-2.0
/// </summary>
internal sealed class QuickBooksAuthorization(QuickBooksSystem system, OAuthClient oauth, TimeProvider clock) : IAuthorizationFlow
{
    public static OAuthProfile Profile { get; } = new()
    {
        ConnectorId = QuickBooksFacts.Id,
        Name = QuickBooksFacts.Name,
        AuthorizeAddress = QuickBooksFacts.AuthorizeAddress,
        TokenAddress = QuickBooksFacts.TokenAddress,
        RevokeAddress = QuickBooksFacts.RevokeAddress,
        Scopes = [QuickBooksFacts.AccountingScope],
        ClientAuthentication = OAuthClientAuthentication.Basic,

        // Asks how long consent lasts, which ends after five years whatever is done:
        // https://blogs.intuit.com/2025/11/12/important-changes-to-refresh-token-policy/
        RequestHeaders = new Dictionary<string, string> { ["x-include-refresh-token-hard-expires-in"] = "true" },
        ReadToken = token => token with
        {
            RefreshTokenExpiresIn = token.FindSeconds("x_refresh_token_expires_in"),
            ConsentExpiresIn = token.FindSeconds("x_refresh_token_hard_expires_in"),
        },
    };

    public ConnectorEnvironment EnvironmentOf(string app, string tenant) => system.App(app, tenant).Environment;

    // Intuit's authorization server knows no proof keys for these apps.
    public Secret? NewCodeVerifier() => null;

    public Uri AuthorizeUri(PendingAuthorization pending) => Profile.AuthorizeUri(system.App(pending.Request.App), pending);

    public async Task<Authorization> CompleteAsync(
        PendingAuthorization pending,
        AuthorizationCallback callback,
        CancellationToken cancellationToken
    )
    {
        if (callback is not { Code: { } code } || callback.Find("realmId") is not { } realm)
        {
            throw new ConnectorException(
                ConnectorErrorKind.Malformed,
                "Intuit's answer lacks the code or the realmId. Pass the full address that the person was sent back to, its query included."
            )
            {
                Connector = QuickBooksFacts.Id,
            };
        }

        var app = pending.Request.App;
        var token = await oauth.ExchangeAsync(Profile, system.App(app), pending, code, cancellationToken).ConfigureAwait(false);
        var grant = token.ToGrant(QuickBooksFacts.Id, app, Instant.FromDateTimeOffset(clock.GetUtcNow()));
        var (name, refusal) = await NameOfAsync(app, realm, grant.AccessToken, cancellationToken).ConfigureAwait(false);
        return new() { Grant = grant, Accounts = [new() { Id = realm, Name = name }], Refusal = refusal };
    }

    public Task<bool> RevokeAsync(Grant grant, CancellationToken cancellationToken) =>
        oauth.RevokeAsync(Profile, system.App(grant.App), grant.RefreshToken ?? grant.AccessToken, cancellationToken);

    // The realm came through the browser, where it can be changed, and webhooks are told by it: only a company that the tokens
    // open is connected.
    private async Task<(string? Name, ConnectorException? Refusal)> NameOfAsync(
        string app, string realm, Secret token, CancellationToken cancellationToken)
    {
        var (status, body) = await oauth
            .AskAsync(Profile, HttpMethod.Get, system.CompanyAddress(app, realm), token, cancellationToken)
            .ConfigureAwait(false);
        if (status is >= 200 and < 300)
        {
            var company = QuickBooksPage.ReadSingle(body, "CompanyInfo", QuickBooksCompanyInfo.Shape);
            return (company?.CompanyName ?? company?.LegalName, null);
        }

        var isRefused = status is 401 or 403;
        return (null, new ConnectorException(
            isRefused ? ConnectorErrorKind.Forbidden : ConnectorErrorKind.Unavailable,
            isRefused
                ? $"The consent does not open the company '{realm}' that the answer names (status {status}): it is another company, or one of the other kind than "
                    + $"the keys of the app '{app}' are for. Start connecting again and choose the company."
                : $"QuickBooks did not show the company that was chosen (status {status}). Start connecting again.")
        {
            Connector = QuickBooksFacts.Id,
            StatusCode = status,
        });
    }
}
