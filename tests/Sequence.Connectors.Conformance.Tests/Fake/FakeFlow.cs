namespace Sequence.Connectors.Conformance.Tests;

internal sealed class FakeFlow(FakeSystem system) : IAuthorizationFlow
{
    public ConnectorEnvironment EnvironmentOf(string app, string tenant) =>
        app == "production" ? ConnectorEnvironment.Production : ConnectorEnvironment.Sandbox;

    public Uri AuthorizeUri(PendingAuthorization pending) =>
        new("https://fake.example.com/consent"
            + $"?state={pending.State}&redirect_uri={Uri.EscapeDataString(pending.Request.RedirectUri.OriginalString)}");

    public Secret? NewCodeVerifier() => null;

    public Task<Authorization> CompleteAsync(
        PendingAuthorization pending, AuthorizationCallback callback, CancellationToken cancellationToken)
    {
        var (access, refresh, accounts) = system.Tokens.Exchange(callback.Code!);
        return Task.FromResult(new Authorization
        {
            Grant = new Grant
            {
                Id = Guid.NewGuid().ToString("N"),
                Connector = FakeConnector.Id,
                App = pending.Request.App,
                AccessToken = new Secret(access),
                RefreshToken = new Secret(refresh),
            },
            Accounts = accounts.Select(account => new AuthorizedAccount { Id = account }).ToValueList(),
        });
    }

    public Task<bool> RevokeAsync(Grant grant, CancellationToken cancellationToken)
    {
        system.Tokens.RevokeToken(grant.RefreshToken!.Reveal());
        return Task.FromResult(true);
    }
}
