using System.Buffers.Text;
using System.Text.Json;

namespace Sequence.Connectors.Drafts;

/// <summary>
/// Xero's tokens belong to a user and reach every organisation that the user connected: one grant, named by its owner, and an
/// account for each organisation of this consent. Disconnecting one organisation must leave the grant to the others.
/// </summary>
internal sealed class XeroFlow(FakeTransport http) : IAuthorizationFlow
{
    public ConnectorEnvironment EnvironmentOf(string app, string tenant) => ConnectorEnvironment.Production;

    public Uri AuthorizeUri(PendingAuthorization pending) =>
        new(
            $"https://login.xero.com/identity/connect/authorize?response_type=code&client_id=id&redirect_uri={Uri.EscapeDataString(pending.Request.RedirectUri.AbsoluteUri)}"
                + $"&scope=offline_access%20accounting.invoices&state={pending.State}"
        );

    // Only apps without a secret prove themselves with a key.
    public Secret? NewCodeVerifier() => null;

    public async Task<Authorization> CompleteAsync(
        PendingAuthorization pending,
        AuthorizationCallback callback,
        CancellationToken cancellationToken
    )
    {
        var answer = await http.SendAsync("POST", "/connect/token", $"grant_type=authorization_code&code={callback.Code}");
        using var token = JsonDocument.Parse(answer.Body);
        var access = token.RootElement.GetProperty("access_token").GetString()!;
        using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(access.Split('.')[1]));
        var consent = claims.RootElement.GetProperty("authentication_event_id").GetString();
        var connections = await http.SendAsync("GET", $"/connections?authEventId={consent}");
        using var accounts = JsonDocument.Parse(connections.Body);
        return new Authorization
        {
            Grant = new Grant
            {
                Id = Guid.NewGuid().ToString("N"),
                Connector = pending.Request.Connector,
                App = pending.Request.App,
                Owner = claims.RootElement.GetProperty("xero_userid").GetString(),
                AccessToken = new Secret(access),
                RefreshToken = token.RootElement.GetProperty("refresh_token").GetString(),
            },
            Accounts = accounts.RootElement.EnumerateArray().Select(one => new AuthorizedAccount
            {
                Id = one.GetProperty("tenantId").GetString()!, Name = one.GetProperty("tenantName").GetString(),
            }).ToValueList(),
        };
    }

    // Xero ends a connection by an id of its own, which is not the organisation's.
    public async Task<bool> DetachAsync(Connection connection, Grant grant, CancellationToken cancellationToken)
    {
        var answer = await http.SendAsync("GET", "/connections");
        using var document = JsonDocument.Parse(answer.Body);
        foreach (
            var one in document
                .RootElement.EnumerateArray()
                .Where(one => one.GetProperty("tenantId").GetString() == connection.AccountId)
        )
        {
            await http.SendAsync("DELETE", $"/connections/{one.GetProperty("id").GetString()}");
        }

        return true;
    }

    public async Task<bool> RevokeAsync(Grant grant, CancellationToken cancellationToken)
    {
        await http.SendAsync("POST", "/connect/revocation", $"token={Uri.EscapeDataString(grant.RefreshToken!.Reveal())}");
        return true;
    }
}
