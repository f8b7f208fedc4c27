namespace Sequence.Connectors.Http;

/// <summary>Raw requests over a session.</summary>
public static class HttpConnectorSessionExtensions
{
    /// <summary>
    /// Sends a request to any address below the system's API address, with our authentication, limits, retries and tracing.
    /// </summary>
    /// <param name="session">The session.</param>
    /// <param name="request">The request; its address is relative, and it bears no authorization.</param>
    /// <param name="key">The idempotency key under which the system does it once; null sends a write at most once.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The whole answer, whatever its status.</returns>
    /// <exception cref="ConnectorException">The system takes no raw requests, or no answer can be had and the request had no
    /// effect.</exception>
    /// <exception cref="EffectUnknownException">No answer came, and the request may have had an effect.</exception>
    public static Task<HttpResponseMessage> SendAsync(
        this ConnectorSession session, HttpRequestMessage request, string? key = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(session);
        var api =
            session.Find<IRawApi>()
            ?? throw new ConnectorException(
                ConnectorErrorKind.NotSupported,
                $"{session.Connector.Name} takes no raw requests; it does not offer {nameof(IRawApi)}."
            )
            {
                Connector = session.Connector.Id,
                ConnectionId = session.Connection.Id,
            };
        return api.SendAsync(request, key, cancellationToken);
    }
}
