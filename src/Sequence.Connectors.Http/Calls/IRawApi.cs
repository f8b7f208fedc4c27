namespace Sequence.Connectors.Http;

/// <summary>
/// Requests of the host's own to a system, with our authentication, limits, retries and tracing. It lies outside the promise that
/// one intent has one effect, unless the system honours the key.
/// </summary>
public interface IRawApi
{
    /// <summary>Sends a request. <c>GET</c> and <c>HEAD</c> are reads; all others are sent once, or repeated under the key.</summary>
    /// <param name="request">The request; its address is relative to the API address.</param>
    /// <param name="key">The idempotency key under which the system does it once; null when it has none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The whole answer, whatever its status.</returns>
    /// <exception cref="ArgumentException">The request bears an Authorization header, or its address is not below the API
    /// address.</exception>
    /// <exception cref="ConnectorException">No answer can be had, and the request had no effect.</exception>
    /// <exception cref="EffectUnknownException">No answer came, and the request may have had an effect.</exception>
    Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, string? key, CancellationToken cancellationToken);
}
