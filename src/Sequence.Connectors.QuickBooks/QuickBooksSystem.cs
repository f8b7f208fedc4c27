using Microsoft.Extensions.Options;

namespace Sequence.Connectors.QuickBooks;

/// <summary>Opens connections to companies.</summary>
internal sealed class QuickBooksSystem(
    IOptions<QuickBooksOptions> options,
    IOptions<ApiOptions> api,
    ApiClientFactory clients,
    QuickBooksCache cache,
    IGrantStore grants,
    HostProduct product
)
{
    private readonly ApiProfile _profile = new()
    {
        ConnectorId = QuickBooksFacts.Id,
        Name = QuickBooksFacts.Name,
        ApiAddress = connection => AddressOf(connection.Environment),
        ReadFault = QuickBooksErrors.Read,
        Limits = (request, connection) => QuickBooksLimits.Of(request, connection, options.Value),
        RequestIdHeader = "intuit_tid",
        ApplyKey = (request, key) =>
            request with
            {
                Path =
                    $"{request.Path}{(request.Path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}requestid={Uri.EscapeDataString(key)}",
            },
        AttemptTimeout = QuickBooksFacts.ServerTimeout + Duration.FromSeconds(5),
    };

    public QuickBooksPreflight Preflight(ConnectionContext context) => new(Open(context), grants);

    public OAuthApp App(string name) => OAuthApps.Get(options.Value.Apps.AsReadOnly(), name, "QuickBooks");

    public OAuthApp App(string name, string tenant) => OAuthApps.Get(options.Value.Apps.AsReadOnly(), name, tenant, "QuickBooks");

    /// <summary>Where a company's card is read before there is a connection.</summary>
    public Uri CompanyAddress(string app, string realm)
    {
        var company = Uri.EscapeDataString(realm);
        var address = (App(app).ApiAddress ?? AddressOf(App(app).Environment)).AbsoluteUri.TrimEnd('/');
        return new($"{address}/v3/company/{company}/companyinfo/{company}?minorversion={QuickBooksFacts.MinorVersion}");
    }

    public ApiClient Client(ConnectionContext context) =>
        clients.Open(_profile, QuickBooksAuthorization.Profile, context, App(context.Connection.App));

    public QuickBooksConnection Open(ConnectionContext context) =>
        new(
            context,
            Client(context),
            cache,
            options.Value,
            new SettleTime(_profile, api.Value, QuickBooksFacts.ServerTimeout),
            product
        );

    private static Uri AddressOf(ConnectorEnvironment environment) =>
        environment == ConnectorEnvironment.Sandbox ? QuickBooksFacts.SandboxAddress : QuickBooksFacts.ProductionAddress;
}
