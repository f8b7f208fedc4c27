namespace Sequence.Connectors.Http;

/// <summary>
/// Sends requests over one connection: traced, repeated where that is safe, held to the limits, authenticated. Safe to use from
/// many threads.
/// </summary>
public sealed class ApiClient : IRawApi
{
    private readonly IHttpClientFactory _clients;
    private readonly ApiTarget _target;

    internal ApiClient(IHttpClientFactory clients, ApiTarget target) => (_clients, _target) = (clients, target);

    /// <summary>The address that paths are below.</summary>
    public Uri ApiAddress => _target.ApiAddress;

    /// <summary>Sends a request until it is answered or may not be repeated.</summary>
    /// <returns>The whole answer: success, or a <see cref="ApiResponse.Fault"/> that repeating did not mend.</returns>
    /// <exception cref="ConnectorException">No answer can be had, and the request had no effect.</exception>
    /// <exception cref="EffectUnknownException">No answer came, and the request may have had an effect.</exception>
    public async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var call = new ApiCall(request, _target);
        using var message = call.CreateMessage();
        using var client = _clients.CreateClient(ApiClientFactory.ClientName(_target.Profile.ConnectorId));
        using var response = await client
            .SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        return call.Answer
            ?? throw ApiErrors.Configuration(
                call,
                "A handler of the host answered instead of the system, outside our pipeline. Add handlers with ConfigureHttpClient."
            );
    }

    async Task<HttpResponseMessage> IRawApi.SendAsync(HttpRequestMessage request, string? key, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var read = await RawRequest.ReadAsync(request, key, _target, cancellationToken).ConfigureAwait(false);
        return RawRequest.Answer(await SendAsync(read, cancellationToken).ConfigureAwait(false), request);
    }
}
