namespace Sequence.Connectors.Xero;

/// <summary>One method for each kind of call. No mapping, no policy.</summary>
internal sealed class XeroApi(ApiClient client)
{
    public const string KeyHeader = "Idempotency-Key";
    private const string Root = "api.xro/2.0/";

    /// <summary>The path below the API address, as it is shown in plans.</summary>
    public static string PathOf(string path) => Root + path;

    /// <summary>Reads a list, or one record, such as <c>Invoices?page=1</c>.</summary>
    /// <exception cref="ConnectorException">Xero refused the call.</exception>
    public async Task<ApiResponse> GetAsync(
        string path,
        CancellationToken cancellationToken,
        Instant? since = null,
        bool isBackground = false
    ) =>
        (await SendAsync(Read(path, since, isBackground), cancellationToken).ConfigureAwait(false)).EnsureSuccess();

    /// <summary>Reads one record; null when Xero does not show it.</summary>
    /// <exception cref="ConnectorException">Xero refused the call.</exception>
    public async Task<ApiResponse?> FindAsync(string path, CancellationToken cancellationToken)
    {
        var answer = await SendAsync(Read(path, since: null, isBackground: false), cancellationToken).ConfigureAwait(false);
        return answer.StatusCode == 404 ? null : answer.EnsureSuccess();
    }

    /// <summary>
    /// Changes something under a key: repeated with the same key, address and body, Xero answers again what it answered before. A
    /// refusal is an answer here.
    /// </summary>
    public Task<ApiResponse> WriteAsync(
        HttpMethod method,
        string path,
        ReadOnlyMemory<byte>? body,
        string key,
        CancellationToken cancellationToken
    ) =>
        SendAsync(
            new()
            {
                Method = method,
                Path = PathOf(path),
                Body = body,
                Operation = $"{method} {NameOf(path)}",
                Effect = RequestEffect.Repeatable,
                Headers = new Dictionary<string, string> { [KeyHeader] = key },
            },
            cancellationToken
        );

    /// <summary>
    /// Changes something each time that it arrives, such as sending a mail, so that it is never repeated here; the key is for
    /// what repeats it on the way. A refusal is an answer here.
    /// </summary>
    public Task<ApiResponse> WriteOnceAsync(
        HttpMethod method,
        string path,
        ReadOnlyMemory<byte>? body,
        string? key,
        CancellationToken cancellationToken
    ) =>
        SendAsync(
            new()
            {
                Method = method,
                Path = PathOf(path),
                Body = body,
                Operation = $"{method} {NameOf(path)}",
                Effect = RequestEffect.Once,
                Headers = key is null ? null : new Dictionary<string, string> { [KeyHeader] = key },
            },
            cancellationToken
        );

    private Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        client.SendAsync(request, cancellationToken);

    private static ApiRequest Read(string path, Instant? since, bool isBackground) =>
        new()
        {
            Method = HttpMethod.Get,
            Path = PathOf(path),
            Operation = $"GET {NameOf(path)}",
            Effect = RequestEffect.Read,
            IsBackground = isBackground,
            Headers = since is { } moment
                ? new Dictionary<string, string> { ["If-Modified-Since"] = XeroValues.Text(moment) }
                : null,
        };

    // Ids and values stay out of logs.
    private static string NameOf(string path)
    {
        var parts = path.Split('?')[0].Split('/');
        return parts.Length > 2 ? $"{parts[0]}/{parts[2]}" : parts[0];
    }
}
