namespace Sequence.Connectors.Xero;

/// <summary>
/// Consent of a person, one organisation at a time. The tokens are the person's and open every organisation that the person has
/// connected, so that their connections share a grant. https://developer.xero.com/documentation/guides/oauth2/auth-flow/
/// </summary>
internal sealed class XeroAuthorization(XeroSystem system, OAuthClient oauth, GrantTokens tokens, TimeProvider clock) : IAuthorizationFlow
{
    public static OAuthProfile Profile { get; } = new()
    {
        ConnectorId = XeroFacts.Id,
        Name = XeroFacts.Name,
        AuthorizeAddress = XeroFacts.AuthorizeAddress,
        TokenAddress = XeroFacts.TokenAddress,
        RevokeAddress = XeroFacts.RevokeAddress,
        Scopes = XeroFacts.Scopes,

        // A spent refresh token is taken for another 30 minutes, for the case that its answer was lost.
        AcceptsSpentRefreshToken = true,
        ReadToken = token => token with
        {
            Owner = XeroClaims.Of(token.AccessToken).UserId,
            RefreshTokenExpiresIn = token.RefreshToken is null ? null : XeroFacts.RefreshTokenLife,
        },
    };

    public ConnectorEnvironment EnvironmentOf(string app, string tenant) => system.App(app, tenant).Environment;

    public Secret? NewCodeVerifier() => ProofKey.NewVerifier();

    public Uri AuthorizeUri(PendingAuthorization pending)
    {
        var app = system.App(pending.Request.App);
        return app.UsesClientCredentials ? StraightBack(pending) : Profile.AuthorizeUri(app, WithoutNeedlessKey(pending, app));
    }

    public async Task<Authorization> CompleteAsync(
        PendingAuthorization pending,
        AuthorizationCallback callback,
        CancellationToken cancellationToken
    )
    {
        var app = system.App(pending.Request.App);
        var token = app.UsesClientCredentials
            ? await oauth.GetForAppAsync(Profile, app, cancellationToken).ConfigureAwait(false)
            : await oauth
                .ExchangeAsync(Profile, app, WithoutNeedlessKey(pending, app), CodeOf(callback), cancellationToken)
                .ConfigureAwait(false);
        var grant = token.ToGrant(XeroFacts.Id, pending.Request.App, Instant.FromDateTimeOffset(clock.GetUtcNow()));
        if (app.UsesClientCredentials)
        {
            // A custom connection belongs to no person: its app is what owns it.
            grant = grant with { Owner = app.ClientId };
        }

        var organisations = await ChosenAsync(app, pending, token, cancellationToken).ConfigureAwait(false);
        return new()
        {
            Grant = grant,
            Accounts = organisations.Select(one => new AuthorizedAccount { Id = one.TenantId, Name = one.TenantName }).ToValueList(),
            Refusal = organisations.Count > 0
                ? null
                : Error(
                    ConnectorErrorKind.Forbidden,
                    "Consent was given, but Xero shows no organisation for it. Start connecting again and choose one."
                ),
        };
    }

    /// <summary>
    /// Ends the app's access to one organisation; the person's other organisations stay. What is gone already needs no ending.
    /// </summary>
    public async Task<bool> DetachAsync(Connection connection, Grant grant, CancellationToken cancellationToken)
    {
        var app = system.App(grant.App);
        if (app.UsesClientCredentials)
        {
            return false;
        }

        Secret token;
        try
        {
            token = await tokens.GetAsync(grant.Id, Profile, app, refused: null, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException gone) when (gone.Kind == ConnectorErrorKind.Unauthorized)
        {
            return true;
        }

        var (status, body) = await oauth
            .AskAsync(Profile, HttpMethod.Get, new(Api(app), "connections"), token, cancellationToken)
            .ConfigureAwait(false);
        Check(status, body);
        foreach (var one in XeroTenant.Read(body).Where(one => one.TenantId == connection.AccountId))
        {
            var address = new Uri(Api(app), $"connections/{Uri.EscapeDataString(one.Id)}");
            (status, body) = await oauth.AskAsync(Profile, HttpMethod.Delete, address, token, cancellationToken).ConfigureAwait(false);
            Check(status, body);
        }

        return true;

        // An answer that says that there is no access is what was wished for.
        static void Check(int status, ReadOnlyMemory<byte> body)
        {
            if (status is not (>= 200 and < 300 or 401 or 403 or 404))
            {
                throw Refused(status, body, "end the connection to the organisation");
            }
        }
    }

    public Task<bool> RevokeAsync(Grant grant, CancellationToken cancellationToken)
    {
        var app = system.App(grant.App);

        // The access of a custom connection ends in Xero's own settings; its tokens end by themselves.
        return app.UsesClientCredentials
            ? Task.FromResult(false)
            : oauth.RevokeAsync(Profile, app, grant.RefreshToken ?? grant.AccessToken, cancellationToken);
    }

    // Consent to a custom connection was given in Xero, when the app was made: the person is sent back at once.
    private static Uri StraightBack(PendingAuthorization pending)
    {
        var back = pending.Request.RedirectUri;
        return new($"{back.AbsoluteUri}{(back.Query.Length > 0 ? '&' : '?')}state={Uri.EscapeDataString(pending.State)}");
    }

    // Proof keys belong to apps that have no secret: Xero makes them as two types of app.
    private static PendingAuthorization WithoutNeedlessKey(PendingAuthorization pending, OAuthApp app) =>
        app.ClientSecret is null ? pending : pending with { CodeVerifier = null };

    private static string CodeOf(AuthorizationCallback callback) =>
        callback.Code
        ?? throw Error(
            ConnectorErrorKind.Malformed,
            "Xero's answer lacks the code. Pass the full address that the person was sent back to, its query included."
        );

    /// <summary>
    /// The organisations of this consent. A connection that is renewed finds its own among all, for an older consent may name it.
    /// </summary>
    private async Task<IReadOnlyList<XeroTenant>> ChosenAsync(
        OAuthApp app,
        PendingAuthorization pending,
        OAuthToken token,
        CancellationToken cancellationToken
    )
    {
        var consent = app.UsesClientCredentials ? null : XeroClaims.Of(token.AccessToken).ConsentId;
        var chosen = await ConnectedAsync(app, token.AccessToken, consent, cancellationToken).ConfigureAwait(false);
        return chosen.Count == 0 && consent is not null && pending.Request.ConnectionId is not null
            ? await ConnectedAsync(app, token.AccessToken, consent: null, cancellationToken).ConfigureAwait(false)
            : chosen;
    }

    private async Task<IReadOnlyList<XeroTenant>> ConnectedAsync(
        OAuthApp app,
        Secret token,
        string? consent,
        CancellationToken cancellationToken
    )
    {
        var address = new Uri(Api(app), consent is null ? "connections" : $"connections?authEventId={Uri.EscapeDataString(consent)}");
        var (status, body) = await oauth.AskAsync(Profile, HttpMethod.Get, address, token, cancellationToken).ConfigureAwait(false);
        return status is >= 200 and < 300 ? XeroTenant.Read(body) : throw Refused(status, body, "say which organisations are connected");
    }

    private static Uri Api(OAuthApp app) => new((app.ApiAddress ?? XeroFacts.ApiAddress).AbsoluteUri.TrimEnd('/') + "/");

    private static ConnectorException Refused(int status, ReadOnlyMemory<byte> body, string what) => new(
        ApiFault.FromStatus(status).Kind, $"Xero did not {what} (status {status}): {XeroFault.Parse(body)?.Text ?? "it said no more."}")
    {
        Connector = XeroFacts.Id,
        StatusCode = status,
    };

    private static ConnectorException Error(ConnectorErrorKind kind, string message) => new(kind, message) { Connector = XeroFacts.Id };
}
