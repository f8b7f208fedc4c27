using System.Net.Http.Headers;

namespace Sequence.Connectors.Http;

/// <summary>One request on its way through the handlers: what they know of it and tell one another.</summary>
internal sealed class ApiCall(ApiRequest request, ApiTarget target)
{
    private static readonly HttpRequestOptionsKey<ApiCall> Key = new("Sequence.Connectors.Call");

    public ApiRequest Request { get; } = request;

    public ApiTarget Target { get; } = target;

    public IReadOnlyList<RateLimit> Limits { get; } = target.Profile.Limits(request, target.Connection);

    public string Connector => Target.Profile.ConnectorId;

    public string ConnectionId => Target.Connection.Id;

    /// <summary>How often the request was sent, or tried to be.</summary>
    public int Attempts { get; set; }

    /// <summary>The token of the latest attempt.</summary>
    public Secret? Token { get; set; }

    /// <summary>The token that the system refused; null while it refused none.</summary>
    public Secret? RefusedToken { get; set; }

    /// <summary>
    /// Whether an attempt was neither answered by success nor clearly refused, although the request may change something.
    /// </summary>
    public bool MayHaveHadEffect { get; set; }

    /// <summary>The latest whole answer.</summary>
    public ApiResponse? Answer { get; set; }

    public static ApiCall Of(HttpRequestMessage message) =>
        message.Options.TryGetValue(Key, out var call)
            ? call
            : throw new ConnectorException(
                ConnectorErrorKind.Configuration,
                "A request went through a connector's HttpClient without its ApiClient. Use ApiClient or session.SendAsync, not IHttpClientFactory."
            );

    public HttpRequestMessage CreateMessage()
    {
        var message = new HttpRequestMessage(Request.Method, Target.Below(Request.Path));
        message.Options.Set(Key, this);
        message.Headers.Accept.ParseAdd(Request.Accept);
        if (Request.Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(Request.ContentType);
        }

        foreach (var (name, value) in Request.Headers ?? new Dictionary<string, string>())
        {
            message.Headers.TryAddWithoutValidation(name, value);
        }

        return message;
    }
}
