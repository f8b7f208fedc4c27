using System.Security.Cryptography;
using Microsoft.AspNetCore.WebUtilities;

namespace Sequence.Connectors.Simulators;

/// <summary>QuickBooks Online as an app sees it: its companies, its authorization server, its API over HTTP and its webhooks.</summary>
public sealed class QuickBooksSimulator
{
    private readonly Lock gate = new();
    private readonly List<QuickBooksCompany> companies = [];
    private readonly TimeProvider clock;
    private readonly QuickBooksAuthorization authorization;
    private long lastRealm = 9_130_357_000_000_000;

    internal QuickBooksSimulator(TimeProvider clock, Uri baseAddress)
    {
        this.clock = clock;
        BaseAddress = baseAddress;
        authorization = new QuickBooksAuthorization(clock);
        Webhooks = new QuickBooksWebhooks(clock, WebhookVerifierToken);
        QuickBooksApp[] apps =
        [
            new(ClientId, ClientSecret, IsSandbox: true),
            new(ProductionClientId, ProductionClientSecret, IsSandbox: false),
        ];
        Consent = new QuickBooksConsent(authorization, apps, () => Companies);
        TokenEndpoint = new QuickBooksTokenEndpoint(authorization, apps, clock);
    }

    /// <summary>
    /// Stands for the vendor's API host, without a slash at the end: the API is at <c>{BaseAddress}/v3/company/{realm}/…</c>.
    /// </summary>
    public Uri BaseAddress { get; }

    /// <summary>Where a browser is sent for consent.</summary>
    public Uri AuthorizeAddress => new(BaseAddress.AbsoluteUri + "/connect/oauth2");

    /// <summary>Where codes and refresh tokens are exchanged.</summary>
    public Uri TokenAddress => new(BaseAddress.AbsoluteUri + "/oauth2/v1/tokens/bearer");

    /// <summary>Where tokens are revoked.</summary>
    public Uri RevokeAddress => new(BaseAddress.AbsoluteUri + "/v2/oauth2/tokens/revoke");

    /// <summary>The client id of the simulated app's development keys, which reach sandbox companies only.</summary>
    public string ClientId { get; } = "simulated-quickbooks-client";

    /// <summary>The client secret of the simulated app's development keys.</summary>
    public string ClientSecret { get; } = "simulated-quickbooks-secret";

    /// <summary>The client id of the simulated app's production keys, which reach real companies only.</summary>
    public string ProductionClientId { get; } = "simulated-quickbooks-production-client";

    /// <summary>The client secret of the simulated app's production keys.</summary>
    public string ProductionClientSecret { get; } = "simulated-quickbooks-production-secret";

    /// <summary>The secret that signs webhooks.</summary>
    public string WebhookVerifierToken { get; } = "5f0c8a52-91d4-4c37-8a36-simulated0001";

    /// <summary>Every company, in the order in which they were added.</summary>
    public IReadOnlyList<QuickBooksCompany> Companies
    {
        get { lock (gate) { return [.. companies]; } }
    }

    /// <summary>The company that is there from the start.</summary>
    public QuickBooksCompany Company => Companies[0];

    /// <summary>Faults to inject.</summary>
    public SimulatedFaults Faults { get; } = new();

    /// <summary>Limits, as the vendor sets them; tests may set tighter ones.</summary>
    public QuickBooksLimits Limits { get; } = new();

    /// <summary>What callers asked for so far.</summary>
    public SimulatedUsage Usage { get; } = new();

    /// <summary>The sender of webhooks.</summary>
    public QuickBooksWebhooks Webhooks { get; }

    /// <summary>
    /// Whether every refresh changes the refresh token's value; when false, as at the vendor, it changes once it is 24 hours old.
    /// </summary>
    public bool RotateOnEveryRefresh
    {
        get => authorization.RotatesOnEveryRefresh;
        set => authorization.RotatesOnEveryRefresh = value;
    }

    /// <summary>Refreshes that gave new tokens.</summary>
    public int RefreshesAccepted => authorization.Accepted;

    /// <summary>Refreshes that were refused with <c>invalid_grant</c>.</summary>
    public int RefreshesRefused => authorization.Refused;

    internal Dictionary<string, string?> AppSettings => new()
    {
        ["QuickBooks:Apps:sandbox:Environment"] = "Sandbox",
        ["QuickBooks:Apps:sandbox:ClientId"] = ClientId,
        ["QuickBooks:Apps:sandbox:ClientSecret"] = ClientSecret,
        ["QuickBooks:Apps:sandbox:ApiAddress"] = BaseAddress.AbsoluteUri + "/",
        ["QuickBooks:Apps:sandbox:AuthorizeAddress"] = AuthorizeAddress.AbsoluteUri,
        ["QuickBooks:Apps:sandbox:TokenAddress"] = TokenAddress.AbsoluteUri,
        ["QuickBooks:Apps:sandbox:RevokeAddress"] = RevokeAddress.AbsoluteUri,
        ["QuickBooks:Apps:sandbox:WebhookSecrets:0"] = WebhookVerifierToken,
    };

    internal QuickBooksConsent Consent { get; }

    internal QuickBooksTokenEndpoint TokenEndpoint { get; }

    internal QuickBooksAuthorization Authorization => authorization;

    /// <summary>
    /// Adds a company of the given kind; the default company is a <see cref="QuickBooksCompanyProfile.UnitedStates"/> one.
    /// </summary>
    public QuickBooksCompany AddCompany(QuickBooksCompanyProfile profile)
    {
        lock (gate)
        {
            var company = NewCompany((++lastRealm).Invariant(), profile);
            SampleCompany.Fill(company.Books);
            company.Books.Announces = true;
            companies.Add(company);
            return company;
        }
    }

    /// <summary>Finds a company by its realm id; null when there is none.</summary>
    public QuickBooksCompany? Find(string realmId) => Companies.FirstOrDefault(company => company.RealmId == realmId);

    /// <summary>Tokens for a company without a consent page; for the default company unless another realm is named.</summary>
    public QuickBooksTokens IssueTokens(string? realmId = null) => authorization.Issue(Known(realmId), Find(Known(realmId))!.IsSandbox);

    /// <summary>Clicks "Connect": the address that the browser is sent back to, with code, state and realmId.</summary>
    /// <exception cref="ArgumentException">The authorize address lacks something or names another app.</exception>
    public Uri Approve(Uri authorizeUri, string? realmId = null) => Consent.Approve(Checked(authorizeUri), Known(realmId));

    /// <summary>Clicks "No thanks": the address that the browser is sent back to, with <c>error=access_denied</c>.</summary>
    /// <exception cref="ArgumentException">The authorize address lacks something or names another app.</exception>
    public Uri Deny(Uri authorizeUri) => QuickBooksConsent.Deny(Checked(authorizeUri));

    /// <summary>Ends every access token; refresh tokens stay good.</summary>
    public void ExpireAccessTokens() => authorization.ExpireAccessTokens();

    /// <summary>Disconnects the app from a company, as a user can inside QuickBooks: its tokens are dead.</summary>
    public void RevokeGrant(string? realmId = null)
    {
        var realm = Known(realmId);
        authorization.Revoke(grant => grant.RealmId == realm);
    }

    internal string? ReceivePayment(string? realmId, string invoice, decimal amount) =>
        (realmId is null ? Company : Find(realmId))?.ReceivePayment(invoice, amount);

    internal static string NewTransmissionId() =>
        "1-" + RandomNumberGenerator.GetHexString(8, lowercase: true) + "-" + RandomNumberGenerator.GetHexString(24, lowercase: true);

    internal QuickBooksCompany NewCompany(string realmId, QuickBooksCompanyProfile profile) => new(realmId, profile, clock, this);

    internal void Restore(QuickBooksCompany company)
    {
        lock (gate)
        {
            company.Books.Announces = true;
            companies.Add(company);
            lastRealm = Math.Max(lastRealm, long.Parse(company.RealmId, System.Globalization.CultureInfo.InvariantCulture));
        }
    }

    private string Known(string? realmId) => realmId is null
        ? Company.RealmId
        : Find(realmId)?.RealmId ?? throw new ArgumentException($"No simulated company has the realm id {realmId}.", nameof(realmId));

    private Func<string, string?> Checked(Uri authorizeUri)
    {
        var query = QueryHelpers.ParseQuery(authorizeUri.Query);
        string? Parameter(string name) => query.TryGetValue(name, out var value) ? value.ToString() : null;
        return Consent.Problem(Parameter) is { } problem ? throw new ArgumentException(problem, nameof(authorizeUri)) : Parameter;
    }
}
