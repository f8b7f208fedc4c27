using System.Net.Http.Headers;
using Microsoft.Extensions.Options;

namespace Sequence.Connectors.Xero;

/// <summary>Opens connections to organisations.</summary>
internal sealed class XeroSystem(
    IOptions<XeroOptions> options, IOptions<ApiOptions> api, ApiClientFactory clients, XeroCache cache)
{
    private const string TenantHeader = "xero-tenant-id";

    public IReadOnlyList<Secret> WebhookSecrets => [.. options.Value.Apps.Values.SelectMany(app => app.WebhookSecrets)];

    /// <summary>Whether webhooks of an app can be verified; no for an app that is configured no more.</summary>
    public bool HasWebhookSecret(string app) => options.Value.Apps.TryGetValue(app, out var known) && known.WebhookSecrets.Count > 0;

    public OAuthApp App(string name) => OAuthApps.Get(options.Value.Apps.AsReadOnly(), name, "Xero");

    public OAuthApp App(string name, string tenant) => OAuthApps.Get(options.Value.Apps.AsReadOnly(), name, tenant, "Xero");

    public ApiClient Client(ConnectionContext context) => Client(context, Profile(context));

    public XeroConnection Open(ConnectionContext context)
    {
        var profile = Profile(context);
        var settleTime = new SettleTime(profile, api.Value, XeroFacts.ServerTimeout, XeroFacts.KeyLife);
        return new(context, Client(context, profile), cache, options.Value, settleTime);
    }

    private ApiClient Client(ConnectionContext context, ApiProfile profile) =>
        clients.Open(profile, XeroAuthorization.Profile, context, App(context.Connection.App));

    private ApiProfile Profile(ConnectionContext context)
    {
        var (connection, app) = (context.Connection, App(context.Connection.App));
        var limits = new XeroLimits(connection);
        return new()
        {
            ConnectorId = XeroFacts.Id,
            Name = XeroFacts.Name,
            ApiAddress = _ => XeroFacts.ApiAddress,
            ReadFault = new XeroErrors(limits).Read,
            Limits = (_, _) => limits.All,
            RequestIdHeader = "Xero-Correlation-Id",
            Authenticate = (request, token) =>
                Authenticate(request, token, app.UsesClientCredentials ? null : connection.AccountId),
            ApplyKey = (request, key) =>
                request with
                {
                    Headers = new Dictionary<string, string>(request.Headers ?? new Dictionary<string, string>())
                    {
                        [XeroApi.KeyHeader] = key,
                    },
                },
        };
    }

    // A token opens every organisation of its person, so that each call names one; a custom connection has no other.
    private static void Authenticate(HttpRequestMessage request, Secret token, string? tenant)
    {
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token.Reveal());
        request.Headers.Remove(TenantHeader);
        if (tenant is not null)
        {
            request.Headers.TryAddWithoutValidation(TenantHeader, tenant);
        }
    }
}
