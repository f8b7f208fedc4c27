namespace Sequence.Connectors.Http;

/// <summary>Last, after the host's own handlers: nothing leaves for a foreign host, and nothing leaves twice that must not.</summary>
internal sealed class GuardHandler(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        AttemptPass.Of(request).Use(request.RequestUri!);
        return base.SendAsync(request, cancellationToken);
    }
}
