using System.Net;

namespace Sequence.Connectors.Http;

/// <summary>Turns a host's own message into a request of the pipeline, and the answer back.</summary>
internal static class RawRequest
{
    public static async Task<ApiRequest> ReadAsync(
        HttpRequestMessage message,
        string? key,
        ApiTarget target,
        CancellationToken cancellationToken
    )
    {
        Check(message, target);
        var isRead = message.Method == HttpMethod.Get || message.Method == HttpMethod.Head;
        var request = new ApiRequest
        {
            Method = message.Method,
            Path = PathOf(message.RequestUri, target),
            Operation = $"{message.Method} (raw)",
            Effect =
                isRead ? RequestEffect.Read
                : key is null ? RequestEffect.Once
                : RequestEffect.Repeatable,
            Body = message.Content is { } content
                ? await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false)
                : default(ReadOnlyMemory<byte>?),
            ContentType = message.Content?.Headers.ContentType?.ToString() ?? "application/json",
            Accept = message.Headers.Accept.Count > 0 ? message.Headers.Accept.ToString() : "application/json",
            Headers = message
                .Headers.NonValidated.Where(header => header.Key != "Accept")
                .ToDictionary(header => header.Key, header => header.Value.ToString()),
        };
        return key is null || isRead ? request : Key(request, key, target);
    }

    public static HttpResponseMessage Answer(ApiResponse answer, HttpRequestMessage request)
    {
        var message = new HttpResponseMessage((HttpStatusCode)answer.StatusCode)
        {
            RequestMessage = request,
            Content = new ReadOnlyMemoryContent(answer.Body),
        };
        foreach (var (name, value) in answer.Headers)
        {
            if (!message.Headers.TryAddWithoutValidation(name, value))
            {
                message.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        // What was decompressed has another length than the header says.
        message.Content.Headers.ContentLength = answer.Body.Length;
        return message;
    }

    private static void Check(HttpRequestMessage message, ApiTarget target)
    {
        if (message.Headers.Authorization is not null || message.Headers.Contains("Authorization"))
        {
            throw new ArgumentException(
                $"The request bears an Authorization header; leave it out, the connection to {target.Profile.Name} puts its own token in.",
                nameof(message)
            );
        }
    }

    private static string PathOf(Uri? address, ApiTarget target)
    {
        if (address is { IsAbsoluteUri: true })
        {
            throw new ArgumentException(
                $"The request has an absolute address; give a path below {target.Profile.Name}'s API address, such as new Uri(\"v3/path\", UriKind.Relative).",
                nameof(address));
        }

        return address?.OriginalString ?? "";
    }

    private static ApiRequest Key(ApiRequest request, string key, ApiTarget target) =>
        target.Profile.ApplyKey is { } apply
            ? apply(request, key)
            : throw new ConnectorException(
                ConnectorErrorKind.NotSupported,
                $"{target.Profile.Name} has no idempotency keys; send the write without a key, and it is sent at most once."
            )
            {
                Connector = target.Profile.ConnectorId,
                ConnectionId = target.Connection.Id,
            };
}
