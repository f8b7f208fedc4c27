namespace Sequence.Connectors.Http;

/// <summary>Fourth: puts a valid token into the request, a newer one when the system refused the last.</summary>
internal sealed class AuthenticationHandler(GrantTokens tokens) : DelegatingHandler
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = ApiCall.Of(request);
        var target = call.Target;
        target.Hosts.Check(request.RequestUri!);
        call.Token = await tokens
            .GetAsync(target.Connection.GrantId, target.OAuth, target.App, call.RefusedToken, cancellationToken)
            .ConfigureAwait(false);
        target.Profile.Authenticate(request, call.Token);
        return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }
}
