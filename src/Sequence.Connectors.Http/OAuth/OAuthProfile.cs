namespace Sequence.Connectors.Http;

/// <summary>How a system gives out tokens. Make one per connector.</summary>
public sealed class OAuthProfile
{
    /// <summary>The connector's id, such as <c>quickbooks</c>.</summary>
    public required string ConnectorId { get; init; }

    /// <summary>The system's name for people, such as <c>QuickBooks Online</c>.</summary>
    public required string Name { get; init; }

    /// <summary>The vendor's own page where people consent.</summary>
    public required Uri AuthorizeAddress { get; init; }

    /// <summary>The vendor's own address for tokens.</summary>
    public required Uri TokenAddress { get; init; }

    /// <summary>The vendor's own address that ends tokens; null where it has none.</summary>
    public Uri? RevokeAddress { get; init; }

    /// <summary>What consent is asked for when the app does not say.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>How the app shows who it is.</summary>
    public OAuthClientAuthentication ClientAuthentication { get; init; }

    /// <summary>Further headers of token requests.</summary>
    public IReadOnlyDictionary<string, string> RequestHeaders { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// Reads members of the answer that only this system has, such as the life of its refresh token; null when it has none.
    /// </summary>
    public Func<OAuthToken, OAuthToken>? ReadToken { get; init; }

    /// <summary>How long before its end an access token is renewed.</summary>
    /// <value>The default is 5 minutes.</value>
    public Duration RenewBefore { get; init; } = Duration.FromMinutes(5);

    /// <summary>
    /// Whether the system accepts a refresh token again when its answer was lost. Where it does not, a lost answer is told as
    /// <see cref="ConnectorErrorKind.Unavailable"/> and the next caller tries once more.
    /// </summary>
    public bool AcceptsSpentRefreshToken { get; init; }

    /// <summary>The page where a person consents, with the state and, when there is a verifier, the proof key.</summary>
    /// <param name="app">The app.</param>
    /// <param name="pending">What was asked for.</param>
    /// <param name="parameters">Further parameters that the system knows; null for none.</param>
    public Uri AuthorizeUri(OAuthApp app, PendingAuthorization pending, IReadOnlyDictionary<string, string>? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(app);
        ArgumentNullException.ThrowIfNull(pending);
        var query = new Dictionary<string, string>(parameters ?? new Dictionary<string, string>(), StringComparer.Ordinal)
        {
            ["response_type"] = "code",
            ["client_id"] = app.ClientId,
            ["redirect_uri"] = pending.Request.RedirectUri.AbsoluteUri,
            ["scope"] = string.Join(' ', app.Scopes.Count > 0 ? app.Scopes : (IEnumerable<string>)Scopes),
            ["state"] = pending.State,
        };
        if (pending.CodeVerifier is { } verifier)
        {
            query["code_challenge"] = ProofKey.Challenge(verifier);
            query["code_challenge_method"] = "S256";
        }

        var address = app.AuthorizeAddress ?? AuthorizeAddress;
        var join = address.Query.Length > 0 ? "&" : "?";
        return new Uri(
            address.AbsoluteUri
                + join
                + string.Join('&', query.Select(one => $"{Uri.EscapeDataString(one.Key)}={Uri.EscapeDataString(one.Value)}"))
        );
    }
}
