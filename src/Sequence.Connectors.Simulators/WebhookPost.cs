using System.Net;
using System.Net.Http.Headers;

namespace Sequence.Connectors.Simulators;

/// <summary>Posts a webhook as it is, byte for byte.</summary>
internal static class WebhookPost
{
    /// <summary>The status of the answer, or 0 when none came.</summary>
    public static async Task<HttpStatusCode> SendAsync(
        HttpClient client, Uri endpoint, ReadOnlyMemory<byte> body, string contentType, IReadOnlyDictionary<string, string> headers,
        CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, endpoint) { Content = new ReadOnlyMemoryContent(body) };
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        try
        {
            using var response = await client.SendAsync(request, cancellationToken).ConfigureAwait(false);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return 0;
        }
    }
}
