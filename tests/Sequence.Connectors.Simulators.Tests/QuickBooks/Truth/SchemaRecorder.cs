using System.Collections.Concurrent;
using System.Net.Mime;
using System.Text.Json;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>Judges every JSON answer of the company API by Intuit's schemas as it passes.</summary>
internal sealed class SchemaRecorder(QuickBooksXsd? schema, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private readonly ConcurrentQueue<string> violations = [];
    private int judged;

    public IReadOnlyCollection<string> Violations => violations;

    /// <summary>How many answers were judged so far.</summary>
    public int Judged => judged;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var isJson = response.Content.Headers.ContentType?.MediaType == MediaTypeNames.Application.Json;
        if (schema is not null && isJson && request.RequestUri!.AbsolutePath.Contains("/v3/company/", StringComparison.Ordinal))
        {
            await response.Content.LoadIntoBufferAsync(cancellationToken);
            Judge(request, await response.Content.ReadAsStringAsync(cancellationToken));
        }

        return response;
    }

    private void Judge(HttpRequestMessage request, string text)
    {
        Interlocked.Increment(ref judged);
        using var body = JsonDocument.Parse(text);
        if (body.RootElement.TryGetProperty("fault", out _))
        {
            return;   // the gateway's own shape: no schema has it, the recorded one is compared in the replay
        }

        foreach (var finding in schema!.CheckResponse(body.RootElement))
        {
            violations.Enqueue($"{request.Method} {request.RequestUri!.PathAndQuery}: {finding}");
        }
    }
}
