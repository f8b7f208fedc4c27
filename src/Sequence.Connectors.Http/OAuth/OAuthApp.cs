namespace Sequence.Connectors.Http;

/// <summary>
/// One app that is registered at a vendor: a connector's options hold them by name, such as <c>production</c> and <c>sandbox</c>.
/// </summary>
public sealed class OAuthApp
{
    /// <summary>The app's client id, from the vendor's developer site.</summary>
    public string ClientId { get; set; } = "";

    /// <summary>The app's client secret; null for an app that has none.</summary>
    public Secret? ClientSecret { get; set; }

    /// <summary>
    /// Whether the app gets tokens for its own id and secret, with no person's consent and no refresh token, as for Xero's custom
    /// connections. Only for systems whose connector says that it knows such apps.
    /// </summary>
    public bool UsesClientCredentials { get; set; }

    /// <summary>
    /// The tenants that may connect with the app; empty for all. A tenant's own app names that tenant. One with <see
    /// cref="UsesClientCredentials"/> must name its tenants, for whoever connects with it has what it reaches without asking anybody.
    /// </summary>
    public ISet<string> Tenants { get; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Whether the app reaches real accounts or those for trying things out.</summary>
    public ConnectorEnvironment Environment { get; set; }

    /// <summary>Where the API is; null for the vendor's own address.</summary>
    public Uri? ApiAddress { get; set; }

    /// <summary>The page where people consent; null for the vendor's own.</summary>
    public Uri? AuthorizeAddress { get; set; }

    /// <summary>Where tokens are given out; null for the vendor's own.</summary>
    public Uri? TokenAddress { get; set; }

    /// <summary>Where tokens are ended; null for the vendor's own.</summary>
    public Uri? RevokeAddress { get; set; }

    /// <summary>What consent is asked for; empty for what the connector needs.</summary>
    public IList<string> Scopes { get; } = [];

    /// <summary>The keys with which the vendor signs webhooks to this app; several while one is being replaced.</summary>
    public IList<Secret> WebhookSecrets { get; } = [];
}
