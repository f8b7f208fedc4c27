using System.Text;

namespace Sequence.Connectors.QuickBooks;

/// <summary>One method for each call. No mapping, no policy.</summary>
internal sealed class QuickBooksApi(ApiClient client, string realmId)
{
    private const int LongestQueryInAddress = 1500;
    private readonly string _company = $"v3/company/{Uri.EscapeDataString(realmId)}";

    public Task<ApiResponse> CompanyInfoAsync(CancellationToken cancellationToken) =>
        ReadAsync($"companyinfo/{Uri.EscapeDataString(realmId)}", "GET companyinfo", cancellationToken);

    public Task<ApiResponse> PreferencesAsync(CancellationToken cancellationToken) =>
        ReadAsync("preferences", "GET preferences", cancellationToken);

    /// <summary>Runs a statement of the query language. A long one travels in the body, where its length has no limit.</summary>
    public Task<ApiResponse> QueryAsync(QuickBooksQuery query, CancellationToken cancellationToken)
    {
        var statement = query.ToString();
        var isLong = statement.Length > LongestQueryInAddress;
        return SendAsync(
            new()
            {
                Method = isLong ? HttpMethod.Post : HttpMethod.Get,
                Path = isLong ? Path("query") : $"{Path("query")}&query={Uri.EscapeDataString(statement)}",
                Body = isLong ? Encoding.UTF8.GetBytes(statement) : default(ReadOnlyMemory<byte>?),
                ContentType = isLong ? "application/text" : "application/json",
                Operation = $"query {query.Entity}",
                Effect = RequestEffect.Read,
                IsMetered = true,
                IsBackground = query.IsBackground,
            },
            cancellationToken);
    }

    /// <summary>What changed since a moment, and stubs of what was deleted, by entity.</summary>
    public Task<ApiResponse> ChangesAsync(IEnumerable<string> entities, Instant since, CancellationToken cancellationToken) => SendAsync(
        new()
        {
            Method = HttpMethod.Get,
            Path = $"{Path("cdc")}&entities={string.Join(',', entities)}&changedSince={Uri.EscapeDataString(QuickBooksValues.Text(since))}",
            Operation = "GET cdc",
            Effect = RequestEffect.Read,
            IsMetered = true,

            // Whoever waits for one record asks for that record.
            IsBackground = true,
        },
        cancellationToken);

    /// <summary>Sends a batch under a key: repeated with the same key and body, it answers again what it answered before.</summary>
    public Task<ApiResponse> BatchAsync(ReadOnlyMemory<byte> body, string key, int items, CancellationToken cancellationToken) => SendAsync(
        new()
        {
            Method = HttpMethod.Post,
            Path = BatchPath(key),
            Body = body,
            Operation = "POST batch",
            Effect = RequestEffect.Repeatable,
            Cost = items,
            LimitGroup = QuickBooksLimits.BatchGroup,
        },
        cancellationToken);

    /// <summary>Has a document mailed. It bears no key: it is sent again only when it surely had no effect.</summary>
    public Task<ApiResponse> SendDocumentAsync(string path, string entity, CancellationToken cancellationToken) => SendAsync(
        new()
        {
            Method = HttpMethod.Post,
            Path = path,
            Body = ReadOnlyMemory<byte>.Empty,
            ContentType = "application/octet-stream",
            Operation = $"POST {entity.ToLowerInvariant()}/send",
            Effect = RequestEffect.Once,
        },
        cancellationToken);

    /// <summary>Uploads a file. It bears no key: it is sent again only when it surely had no effect.</summary>
    public Task<ApiResponse> UploadAsync(ReadOnlyMemory<byte> body, string contentType, CancellationToken cancellationToken) =>
        SendAsync(
            new()
            {
                Method = HttpMethod.Post,
                Path = Path("upload"),
                Body = body,
                ContentType = contentType,
                Operation = "POST upload",
                Effect = RequestEffect.Once,
            },
            cancellationToken
        );

    public string SendPath(string entity, string id, string? to)
    {
        var path = Path($"{entity.ToLowerInvariant()}/{Uri.EscapeDataString(id)}/send");
        return to is null ? path : $"{path}&sendTo={Uri.EscapeDataString(to)}";
    }

    public string BatchPath(string key) => $"{Path("batch")}&requestid={key}";

    private Task<ApiResponse> ReadAsync(string path, string operation, CancellationToken cancellationToken) =>
        SendAsync(
            new()
            {
                Method = HttpMethod.Get,
                Path = Path(path),
                Operation = operation,
                Effect = RequestEffect.Read,
                IsMetered = true,
            },
            cancellationToken
        );

    private async Task<ApiResponse> SendAsync(ApiRequest request, CancellationToken cancellationToken) =>
        (await client.SendAsync(request, cancellationToken).ConfigureAwait(false)).EnsureSuccess();

    private string Path(string path) => $"{_company}/{path}?minorversion={QuickBooksFacts.MinorVersion}";
}
