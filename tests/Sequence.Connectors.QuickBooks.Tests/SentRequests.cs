using System.Collections.Concurrent;
using System.Text.Json;
using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>The bodies of JSON that a connector sent, and what Intuit's schemas say of them.</summary>
internal sealed class SentRequests
{
    private readonly ConcurrentQueue<(Uri Address, string Body)> _bodies = [];

    public int Count => _bodies.Count;

    /// <summary>What the schemas find wrong; the calling test is skipped where there are no schemas.</summary>
    public IReadOnlyList<string> Complaints()
    {
        var schemas = QuickBooksXsd.Load();
        return [.. _bodies.SelectMany(sent =>
        {
            using var json = JsonDocument.Parse(sent.Body);
            return schemas.CheckRequest(sent.Address, json.RootElement);
        })];
    }

    /// <summary>Stands innermost, so that it sees what leaves.</summary>
    internal sealed class Handler(SentRequests sent) : DelegatingHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (request.Content is { Headers.ContentType.MediaType: "application/json" } content)
            {
                sent._bodies.Enqueue((request.RequestUri!, await content.ReadAsStringAsync(cancellationToken)));
            }

            return await base.SendAsync(request, cancellationToken);
        }
    }
}
