using System.Collections.Concurrent;
using System.Text.Json;
using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>The writes that a connector sent, and what Intuit's schemas say of their bodies.</summary>
internal sealed class SentRequests
{
    private readonly ConcurrentQueue<(Uri Address, string Body)> _sent = [];

    public int Count => _sent.Count;

    /// <summary>What the schemas find wrong; the calling test is skipped where there are no schemas.</summary>
    public IReadOnlyList<string> Complaints()
    {
        var schemas = QuickBooksXsd.Load();
        return [.. _sent.Where(sent => sent.Body.Length > 0).SelectMany(sent =>
        {
            using var json = JsonDocument.Parse(sent.Body);
            return schemas.CheckRequest(sent.Address, json.RootElement);
        })];
    }

    /// <summary>Whatever a test is about: what left in its world has to be what Intuit's schemas say, where they are at hand.</summary>
    public void AssertAsIntuitSays()
    {
        if (Environment.GetEnvironmentVariable("SEQUENCE_VENDOR_DATA") is { Length: > 0 })
        {
            Assert.Empty(Complaints());
        }
    }

    /// <summary>
    /// What was sent after so many requests, an operation each: <c>Invoice update</c>, <c>Payment update void</c>; a mail is
    /// <c>invoice send</c>.
    /// </summary>
    public IEnumerable<string> Operations(int after = 0) => _sent.Skip(after).SelectMany(sent =>
    {
        if (sent.Body.Length == 0)
        {
            return [string.Join(' ', sent.Address.AbsolutePath.Split('/') is [.., var entity, _, var verb] ? [entity, verb] : [])];
        }

        using var json = JsonDocument.Parse(sent.Body);
        return json.RootElement.TryGetProperty("BatchItemRequest", out var items)
            ? [.. items.EnumerateArray().Select(Operation)]
            : (string[])[];
    });

    private static string Operation(JsonElement item)
    {
        var entity = item.EnumerateObject().First(member => member.Value.ValueKind == JsonValueKind.Object).Name;
        var options = item.TryGetProperty("optionsData", out var data) ? $" {data.GetString()}" : "";
        return $"{entity} {item.GetProperty("operation").GetString()}{options}";
    }

    /// <summary>Stands innermost, so that it sees what leaves.</summary>
    internal sealed class Handler(SentRequests sent) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { Headers.ContentType.MediaType: "application/json" } content)
            {
                sent._sent.Enqueue((request.RequestUri!, await content.ReadAsStringAsync(cancellationToken)));
            }
            else if (request.RequestUri!.AbsolutePath.EndsWith("/send", StringComparison.Ordinal))
            {
                var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
                sent._sent.Enqueue((request.RequestUri, body));
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
