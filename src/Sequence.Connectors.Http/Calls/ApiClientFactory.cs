using Microsoft.Extensions.Options;

namespace Sequence.Connectors.Http;

/// <summary>Opens clients for connections.</summary>
public sealed class ApiClientFactory
{
    private readonly IHttpClientFactory _clients;
    private readonly ApiOptions _options;

    internal ApiClientFactory(IHttpClientFactory clients, IOptions<ApiOptions> options) => (_clients, _options) = (clients, options.Value);

    /// <summary>The name of a connector's <c>HttpClient</c>: <c>Sequence.Connectors.{id}</c>.</summary>
    public static string ClientName(string connectorId) => "Sequence.Connectors." + connectorId;

    /// <summary>Opens a client for a connection; it calls out only when it is used.</summary>
    /// <param name="profile">What the pipeline must know of the system.</param>
    /// <param name="oauth">How the system's tokens are renewed.</param>
    /// <param name="context">The connection.</param>
    /// <param name="app">The app that the connection's grant was given to.</param>
    /// <exception cref="ConnectorException">The address is not https, or its host is not one of the system's.</exception>
    public ApiClient Open(ApiProfile profile, OAuthProfile oauth, ConnectionContext context, OAuthApp app)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(context);
        return new ApiClient(_clients, new ApiTarget(profile, oauth, app, context.Connection, _options));
    }
}
