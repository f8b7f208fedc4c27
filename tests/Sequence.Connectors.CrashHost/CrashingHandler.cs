using System.Net;

namespace Sequence.Connectors.CrashHost;

/// <summary>
/// A network around which the process may die: before a request, after it has left, and after the answer came, before anybody has
/// seen it.
/// </summary>
internal sealed class CrashingHandler(CrashPoints points) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var name = NameOf(request.Method, request.RequestUri!.AbsolutePath);
        points.Pass($"{name}.before");
        if (request.Content is { } content)
        {
            request.Content = new LeavingContent(content, () => points.Pass($"{name}.left"));
        }

        var response = await base.SendAsync(request, cancellationToken);
        await response.Content.LoadIntoBufferAsync(cancellationToken);
        points.Pass($"{name}.answered");
        return response;
    }

    private static string NameOf(HttpMethod method, string path) =>
        path.EndsWith("/batch", StringComparison.Ordinal) ? "batch"
        : path.EndsWith("/bearer", StringComparison.Ordinal) || path.EndsWith("/connect/token", StringComparison.Ordinal) ? "token"
        : path.Contains("/api.xro/", StringComparison.Ordinal) && method != HttpMethod.Get ? "xero"
        : "read";

    private sealed class LeavingContent : HttpContent
    {
        private readonly HttpContent _content;
        private readonly Action _left;

        public LeavingContent(HttpContent content, Action left)
        {
            (_content, _left) = (content, left);
            foreach (var (name, values) in content.Headers)
            {
                Headers.TryAddWithoutValidation(name, values);
            }
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await _content.CopyToAsync(stream, context);
            await stream.FlushAsync();
            _left();
        }

        protected override bool TryComputeLength(out long length)
        {
            length = _content.Headers.ContentLength ?? 0;
            return _content.Headers.ContentLength is not null;
        }

        protected override void Dispose(bool disposing)
        {
            _content.Dispose();
            base.Dispose(disposing);
        }
    }
}
