using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Sequence.Connectors.Simulators;

/// <summary>Xero as an app sees it: its organisations, its identity server, its accounting API over HTTP and its webhooks.</summary>
public sealed class XeroSimulator
{
    private readonly Lock gate = new();
    private readonly List<XeroOrganisation> organisations = [];
    private readonly TimeProvider clock;
    private readonly XeroAppMeter appMeter;

    internal XeroSimulator(TimeProvider clock, Uri baseAddress)
    {
        this.clock = clock;
        BaseAddress = baseAddress;
        Started = clock.GetUtcNow();
        Authorization = new XeroAuthorization(clock, ClientId);
        Consent = new XeroConsent(this);
        Webhooks = new XeroWebhooks(clock, WebhookKey);
        appMeter = new XeroAppMeter(Limits, clock);
    }

    /// <summary>
    /// Stands for all of the vendor's hosts, without a slash at the end: the API is at <c>{BaseAddress}/api.xro/2.0/…</c>, the
    /// connections at <c>{BaseAddress}/connections</c>.
    /// </summary>
    public Uri BaseAddress { get; }

    /// <summary>Where a browser is sent for consent.</summary>
    public Uri AuthorizeAddress => new(BaseAddress.AbsoluteUri + "/identity/connect/authorize");

    /// <summary>Where codes, refresh tokens and client credentials are exchanged.</summary>
    public Uri TokenAddress => new(BaseAddress.AbsoluteUri + "/connect/token");

    /// <summary>Where a user's whole consent is revoked.</summary>
    public Uri RevokeAddress => new(BaseAddress.AbsoluteUri + "/connect/revocation");

    /// <summary>The simulated web app's client id.</summary>
    public string ClientId { get; } = "51A7ED00C0FFEE00C0FFEE0000000001";

    /// <summary>The simulated web app's client secret.</summary>
    public string ClientSecret { get; } = "simulated-xero-secret";

    /// <summary>The client id of the same app as a PKCE app, which has no secret.</summary>
    public string PkceClientId { get; } = "51A7ED00C0FFEE00C0FFEE0000000002";

    /// <summary>The key that signs webhooks; it is used as text, although it looks like base64.</summary>
    public string WebhookKey { get; } = "c2ltdWxhdGVkIHhlcm8gd2ViaG9vayBrZXkgMDAwMQ==";

    /// <summary>The Xero user who clicks on the consent page; another one has tokens of their own.</summary>
    public Guid UserId { get; set; } = new("6f1f5a4e-0b6d-4d0b-9a0a-5a1dab1e0001");

    /// <summary>
    /// Whether the app is an old one that asks for broad scopes such as <c>accounting.transactions</c>; when false, as for every app since
    /// March 2026, there are granular ones only.
    /// </summary>
    public bool AllowsBroadScopes { get; set; }

    /// <summary>Every organisation, in the order in which they were added.</summary>
    public IReadOnlyList<XeroOrganisation> Organisations
    {
        get { lock (gate) { return [.. organisations]; } }
    }

    /// <summary>The organisation that is there from the start.</summary>
    public XeroOrganisation Organisation => Organisations[0];

    /// <summary>Faults to inject.</summary>
    public SimulatedFaults Faults { get; } = new();

    /// <summary>Limits, as the vendor sets them; tests may set tighter ones.</summary>
    public XeroLimits Limits { get; } = new();

    /// <summary>What callers asked for so far.</summary>
    public SimulatedUsage Usage { get; } = new();

    /// <summary>The sender of webhooks: one for all organisations.</summary>
    public XeroWebhooks Webhooks { get; }

    /// <summary>Refreshes that gave new tokens.</summary>
    public int RefreshesAccepted => Authorization.Accepted;

    /// <summary>Refreshes that were refused with <c>invalid_grant</c>.</summary>
    public int RefreshesRefused => Authorization.Refused;

    internal XeroAuthorization Authorization { get; }

    internal XeroConsent Consent { get; }

    internal DateTimeOffset Started { get; }

    internal Dictionary<string, string?> AppSettings => new()
    {
        ["Xero:Apps:sandbox:ClientId"] = ClientId,
        ["Xero:Apps:sandbox:ClientSecret"] = ClientSecret,
        ["Xero:Apps:sandbox:ApiAddress"] = BaseAddress.AbsoluteUri + "/",
        ["Xero:Apps:sandbox:AuthorizeAddress"] = AuthorizeAddress.AbsoluteUri,
        ["Xero:Apps:sandbox:TokenAddress"] = TokenAddress.AbsoluteUri,
        ["Xero:Apps:sandbox:RevokeAddress"] = RevokeAddress.AbsoluteUri,
        ["Xero:Apps:sandbox:WebhookSecrets:0"] = WebhookKey,
    };

    /// <summary>
    /// Adds an organisation; the one that is there from the start is a <see cref="XeroOrganisationProfile.NewZealand"/> one.
    /// </summary>
    public XeroOrganisation AddOrganisation(XeroOrganisationProfile profile)
    {
        lock (gate)
        {
            // The sample is older than any lock and any limit.
            var open = profile with { PeriodLockDate = null, EndOfYearLockDate = null, ApprovedInvoiceLimit = null };
            var organisation = NewOrganisation($"7e4a9f10-5a1d-4ab1-8e00-{organisations.Count + 1:x12}", open);
            XeroSample.Fill(organisation.Books);
            organisation.Books.Profile = profile;
            organisation.Books.Announces = true;
            organisations.Add(organisation);
            return organisation;
        }
    }

    /// <summary>Finds an organisation by its tenant id; null when there is none.</summary>
    public XeroOrganisation? Find(string tenantId) =>
        Organisations.FirstOrDefault(each => each.TenantId.Equals(tenantId, StringComparison.OrdinalIgnoreCase));

    /// <summary>Tokens without a consent page, for the default organisation unless others are named.</summary>
    public XeroTokens IssueTokens(params ReadOnlySpan<string> tenantIds) => Authorization.Connect(new XeroCode(
        UserId, ClientId, "", ["offline_access", .. XeroScopes.Custom], Known(tenantIds))).Tokens;

    /// <summary>Clicks "Allow access": the address that the browser is sent back to, with code and state.</summary>
    /// <exception cref="ArgumentException">The authorize address lacks something, or asks for what the app cannot have.</exception>
    public Uri Approve(Uri authorizeUri, params ReadOnlySpan<string> tenantIds) => Consent.Approve(Checked(authorizeUri), Known(tenantIds));

    /// <summary>Clicks "Cancel": the address that the browser is sent back to, with <c>error=access_denied</c>.</summary>
    /// <exception cref="ArgumentException">The authorize address lacks something, or asks for what the app cannot have.</exception>
    public Uri Deny(Uri authorizeUri) => XeroConsent.Deny(Checked(authorizeUri));

    /// <summary>Ends every access token; refresh tokens stay good.</summary>
    public void ExpireAccessTokens() => Authorization.ExpireAccessTokens();

    /// <summary>Disconnects the app from an organisation, as a user can inside Xero: calls to it are refused with 403.</summary>
    public void Disconnect(string? tenantId = null)
    {
        var tenant = Known(tenantId is null ? [] : [tenantId])[0];
        Authorization.Disconnect(each => each.TenantId == tenant, null);
    }

    /// <summary>Ends every user's consent: all tokens are dead.</summary>
    public void RevokeGrants() => Authorization.Grants.Clear();

    internal XeroOrganisation NewOrganisation(string tenantId, XeroOrganisationProfile profile) =>
        new(tenantId, profile, clock, this, appMeter);

    internal void Restore(XeroOrganisation organisation)
    {
        lock (gate)
        {
            organisation.Books.Announces = true;
            organisations.Add(organisation);
        }
    }

    internal string? ReceivePayment(string? tenantId, string invoice, decimal amount) =>
        (tenantId is null ? Organisation : Find(tenantId))?.ReceivePayment(invoice, amount);

    internal JsonObject Discovery() => new()
    {
        ["issuer"] = XeroJwt.Issuer,
        ["authorization_endpoint"] = AuthorizeAddress.AbsoluteUri,
        ["token_endpoint"] = TokenAddress.AbsoluteUri,
        ["revocation_endpoint"] = RevokeAddress.AbsoluteUri,
        ["jwks_uri"] = BaseAddress.AbsoluteUri + "/.well-known/openid-configuration/jwks",
        ["response_types_supported"] = new JsonArray("code"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["subject_types_supported"] = new JsonArray("public"),
    };

    private string[] Known(ReadOnlySpan<string> tenantIds)
    {
        if (tenantIds.IsEmpty)
        {
            return [Organisation.TenantId];
        }

        return [.. tenantIds.ToArray().Select(id => Find(id)?.TenantId
            ?? throw new ArgumentException($"No simulated organisation has the tenant id {id}.", nameof(tenantIds)))];
    }

    private Func<string, string?> Checked(Uri authorizeUri)
    {
        var query = QueryHelpers.ParseQuery(authorizeUri.Query);
        string? Parameter(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
        return Consent.Problem(Parameter) is { } problem ? throw new ArgumentException(problem, nameof(authorizeUri)) : Parameter;
    }
}
