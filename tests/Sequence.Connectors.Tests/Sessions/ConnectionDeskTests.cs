namespace Sequence.Connectors.Tests;

public sealed class ConnectionDeskTests
{
    private readonly ScriptedConnector _connector = new();
    private readonly InMemoryConnectionStore _connections = new();
    private readonly InMemoryGrantStore _grants = new();
    private readonly SequenceConnectors _connectors;

    public ConnectionDeskTests() => _connectors = new SequenceConnectors(
        new ConnectorRegistry([_connector]), _connections, _grants, new InMemoryPendingAuthorizationStore(), TimeProvider.System);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Another_persons_consent_leaves_a_shared_grant_alone()
    {
        var shared = await ConnectAsync(ScriptedConnector.GrantOf("ann", "ann"), ["a1", "a2"]);

        var renewed = await ConnectAsync(ScriptedConnector.GrantOf("bob", "bob"), ["a1"], shared[0].Id);

        Assert.Equal("bob", Assert.Single(renewed).GrantId);
        Assert.Equal("ann", (await _connections.FindAsync(shared[1].Id, Cancellation))!.GrantId);
        Assert.Equal("token of ann", (await _grants.FindAsync("ann", Cancellation))!.AccessToken.Reveal());
    }

    [Fact]
    public async Task A_grant_that_nothing_uses_any_more_is_removed_but_not_revoked()
    {
        var first = await ConnectAsync(ScriptedConnector.GrantOf("g1", owner: null), ["a1"]);

        var second = await ConnectAsync(ScriptedConnector.GrantOf("g2", owner: null), ["a1"]);

        Assert.Equal(first[0].Id, second[0].Id);
        Assert.Null(await _grants.FindAsync("g1", Cancellation));
        Assert.Empty(_connector.Calls);
    }

    [Theory]
    [InlineData("t2", "production")]
    [InlineData("t1", "sandbox")]
    public async Task A_connection_is_renewed_only_for_its_own_tenant_and_environment(string tenant, string app)
    {
        var connected = await ConnectAsync(ScriptedConnector.GrantOf("g1", "ann"), ["a1"]);

        var request = Request(connected[0].Id) with { Tenant = tenant, App = app };

        var exception = await Assert.ThrowsAsync<ConnectorException>(() => _connectors.BeginConnectAsync(request, Cancellation));
        Assert.Equal(ConnectorErrorKind.Configuration, exception.Kind);
    }

    [Fact]
    public async Task Each_disconnection_ends_its_account_and_only_the_last_ends_the_grant()
    {
        var connected = await ConnectAsync(ScriptedConnector.GrantOf("g1", "ann"), ["a1", "a2"]);

        await _connectors.DisconnectAsync(connected[0].Id, Cancellation);
        Assert.Equal(["detach a1"], _connector.Calls);

        await _connectors.DisconnectAsync(connected[1].Id, Cancellation);
        Assert.Equal(["detach a1", "detach a2", "revoke g1"], _connector.Calls);
        Assert.Null(await _grants.FindAsync("g1", Cancellation));
    }

    private async Task<IReadOnlyList<Connection>> ConnectAsync(Grant grant, string[] accounts, string? connectionId = null)
    {
        _connector.Consent = new Authorization { Grant = grant, Accounts = accounts.Select(id => new AuthorizedAccount { Id = id }).ToValueList() };
        var page = await _connectors.BeginConnectAsync(Request(connectionId), Cancellation);
        return await _connectors.CompleteConnectAsync(new Uri($"https://host.example.com/callback{page.Query}&code=c"), Cancellation);
    }

    private static ConnectRequest Request(string? connectionId) => new()
    {
        Connector = "scripted", App = "production", Tenant = "t1", RedirectUri = new("https://host.example.com/callback"), ConnectionId = connectionId,
    };
}
