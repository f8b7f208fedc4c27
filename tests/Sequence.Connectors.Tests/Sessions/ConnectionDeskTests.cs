using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class ConnectionDeskTests : IDisposable
{
    private readonly FakeHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FakeAuthorization Flow => _host.Fake.Flow;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Sends_the_person_to_consent_with_a_state_that_nobody_can_guess()
    {
        var first = await _host.Connectors.BeginConnectAsync(FakeHost.Request(), Token);
        var second = await _host.Connectors.BeginConnectAsync(FakeHost.Request(), Token);

        Assert.NotEqual(first, second);
        Assert.Equal(32, Flow.LastPending!.State.Length);
        Assert.Equal(new Secret("verifier"), Flow.LastPending.CodeVerifier);
    }

    [Fact]
    public async Task Makes_one_connection_for_each_account_that_consent_reaches()
    {
        Flow.Accounts =
        [
            new AuthorizedAccount { Id = "1", Name = "One" },
            new AuthorizedAccount { Id = "2", ApiAddress = new("https://two.example") },
        ];

        var connections = await _host.ConnectAsync(FakeHost.Request(app: "sandbox"));

        Assert.Equal(["1", "2"], connections.Select(one => one.AccountId));
        Assert.Equal(
            ("acme", "fake", "sandbox", "One"),
            (connections[0].Tenant, connections[0].Connector, connections[0].App, connections[0].AccountName)
        );
        Assert.All(connections, one => Assert.Equal(ConnectorEnvironment.Sandbox, one.Environment));
        Assert.Equal(new Uri("https://two.example"), connections[1].ApiAddress);
        Assert.Single(connections.Select(one => one.GrantId).Distinct());
    }

    [Fact]
    public async Task Refuses_an_app_that_is_not_configured_before_anyone_is_sent_anywhere()
    {
        await Assert.ThrowsAsync<ConnectorException>(() => _host.Connectors.BeginConnectAsync(FakeHost.Request(app: "staging"), Token));

        Assert.Null(Flow.LastPending);
    }

    [Fact]
    public async Task Refuses_a_state_that_was_used()
    {
        await _host.ConnectAsync();

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => _host.Connectors.CompleteConnectAsync(_host.Answer(), Token));

        Assert.Equal(ConnectorErrorKind.Forbidden, refused.Kind);
        Assert.Contains("already used", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://host.example/connect/done?code=c-1&state=guessed")]
    [InlineData("https://host.example/connect/done?code=c-1")]
    public async Task Refuses_a_state_that_it_did_not_make(string answer)
    {
        await _host.Connectors.BeginConnectAsync(FakeHost.Request(), Token);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => _host.Connectors.CompleteConnectAsync(new Uri(answer), Token));

        Assert.Equal(ConnectorErrorKind.Forbidden, refused.Kind);
    }

    [Fact]
    public async Task Refuses_a_state_that_is_too_old()
    {
        await _host.Connectors.BeginConnectAsync(FakeHost.Request(), Token);
        _host.Clock.Advance(Duration.FromMinutes(30) + Duration.FromSeconds(1));

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => _host.Connectors.CompleteConnectAsync(_host.Answer(), Token));

        Assert.Contains("older than 30 minutes. Start connecting again.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Says_that_the_person_declined()
    {
        await _host.Connectors.BeginConnectAsync(FakeHost.Request(), Token);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() =>
            _host.Connectors.CompleteConnectAsync(_host.Answer("error=access_denied"), Token)
        );

        Assert.Equal((ConnectorErrorKind.Forbidden, "fake"), (refused.Kind, refused.Connector));
        Assert.Contains("access_denied", refused.Message, StringComparison.Ordinal);
        Assert.Empty(await _host.Connections.ListAsync("acme", Token));
    }

    [Fact]
    public async Task Keeps_the_connection_of_an_account_that_is_connected_again()
    {
        var first = Assert.Single(await _host.ConnectAsync());
        await _host.Connectors.DisconnectAsync(first.Id, Token);

        var again = Assert.Single(await _host.ConnectAsync());

        Assert.Equal((first.Id, ConnectionState.Active, null), (again.Id, again.State, again.StateReason));
        Assert.Single(await _host.Connections.ListAsync("acme", Token));
    }

    [Fact]
    public async Task Makes_another_connection_for_another_tenant_or_environment()
    {
        var first = Assert.Single(await _host.ConnectAsync());
        var tenant = Assert.Single(await _host.ConnectAsync(FakeHost.Request(tenant: "other")));
        var sandbox = Assert.Single(await _host.ConnectAsync(FakeHost.Request(app: "sandbox")));

        Assert.Equal(3, new[] { first.Id, tenant.Id, sandbox.Id }.Distinct().Count());
    }

    [Fact]
    public async Task Keeps_no_tokens_that_no_connection_uses_any_more()
    {
        var first = Assert.Single(await _host.ConnectAsync());
        var again = Assert.Single(await _host.ConnectAsync());

        Assert.NotEqual(first.GrantId, again.GrantId);
        Assert.Null(await _host.Grants.FindAsync(first.GrantId, Token));
        Assert.NotNull(await _host.Grants.FindAsync(again.GrantId, Token));
        Assert.Empty(Flow.Revoked);
    }

    [Fact]
    public async Task Renews_the_grant_of_a_person_who_consents_again()
    {
        Flow.Owner = "ada";
        var first = Assert.Single(await _host.ConnectAsync());
        Flow.Accounts = [new AuthorizedAccount { Id = "4712" }];
        var second = Assert.Single(await _host.ConnectAsync());

        Assert.Equal(first.GrantId, second.GrantId);
        Assert.Equal(new Secret("token 2"), (await _host.Grants.FindAsync(first.GrantId, Token))!.AccessToken);
    }

    [Fact]
    public async Task Renews_a_connection_that_must_be_connected_again()
    {
        var connection = Assert.Single(await _host.ConnectAsync());
        await _host.Connections.TryReplaceAsync(
            connection with
            {
                State = ConnectionState.NeedsReauthorization,
                StateReason = "Withdrawn.",
            },
            Token
        );

        var renewed = Assert.Single(await _host.ConnectAsync(FakeHost.Request(renewed: connection.Id)));

        Assert.Equal((connection.Id, ConnectionState.Active, null), (renewed.Id, renewed.State, renewed.StateReason));
        Assert.Equal(new Secret("token 2"), (await _host.Grants.FindAsync(renewed.GrantId, Token))!.AccessToken);
    }

    [Fact]
    public async Task Refuses_to_renew_a_connection_with_another_account_and_names_both()
    {
        var connection = Assert.Single(await _host.ConnectAsync());
        Flow.Accounts = [new AuthorizedAccount { Id = "4712", Name = "Other Books" }];

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => _host.ConnectAsync(FakeHost.Request(renewed: connection.Id)));

        Assert.Equal((ConnectorErrorKind.Forbidden, connection.Id), (refused.Kind, refused.ConnectionId));
        Assert.Contains(
            "another account (Other Books) than the one that this connection is to (Acme Books)",
            refused.Message,
            StringComparison.Ordinal
        );
        Assert.Equal(connection, await _host.Connections.FindAsync(connection.Id, Token));
        Assert.Equal(new Secret("token 1"), (await _host.Grants.FindAsync(connection.GrantId, Token))!.AccessToken);
    }

    [Fact]
    public async Task Refuses_to_renew_a_connection_of_another_tenant_or_environment()
    {
        var connection = Assert.Single(await _host.ConnectAsync());

        var tenant = await Assert.ThrowsAsync<ConnectorException>(() =>
            _host.ConnectAsync(FakeHost.Request(renewed: connection.Id, tenant: "other"))
        );
        var sandbox = await Assert.ThrowsAsync<ConnectorException>(() =>
            _host.ConnectAsync(FakeHost.Request(renewed: connection.Id, app: "sandbox"))
        );

        Assert.All([tenant, sandbox], refused => Assert.Contains(
            "belongs to another tenant, system or environment than the request names", refused.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Leaves_the_other_connections_of_a_shared_grant_alone_when_another_person_renews_one()
    {
        Flow.Owner = "ada";
        Flow.Accounts = [new AuthorizedAccount { Id = "1" }, new AuthorizedAccount { Id = "2" }];
        var connections = await _host.ConnectAsync();
        Flow.Owner = "eve";
        Flow.Accounts = [new AuthorizedAccount { Id = "1" }];

        var renewed = Assert.Single(await _host.ConnectAsync(FakeHost.Request(renewed: connections[0].Id)));

        Assert.NotEqual(connections[1].GrantId, renewed.GrantId);
        Assert.Equal(new Secret("token 1"), (await _host.Grants.FindAsync(connections[1].GrantId, Token))!.AccessToken);
    }

    [Fact]
    public async Task Ends_a_shared_grant_only_with_its_last_connection()
    {
        Flow.Accounts = [new AuthorizedAccount { Id = "1" }, new AuthorizedAccount { Id = "2" }];
        var connections = await _host.ConnectAsync();
        await _host.Connectors.AssignAsync(connections[1].Id, "UK", Token);

        await _host.Connectors.DisconnectAsync(connections[0].Id, Token);

        Assert.Empty(Flow.Revoked);
        Assert.Equal(["1"], Flow.Detached);
        Assert.NotNull(await _host.Connectors.OpenAsync(connections[1].Id, Token));

        await _host.Connectors.DisconnectAsync(connections[1].Id, Token);

        Assert.Equal(["token 1"], Flow.Revoked);
        Assert.Equal(["1", "2"], Flow.Detached);
        Assert.Null(await _host.Grants.FindAsync(connections[0].GrantId, Token));
        Assert.All(await _host.Connections.ListAsync("acme", Token), one => Assert.Equal(ConnectionState.Disconnected, one.State));
    }

    [Fact]
    public async Task Ends_a_connection_twice_without_harm()
    {
        var connection = Assert.Single(await _host.ConnectAsync());

        await _host.Connectors.DisconnectAsync(connection.Id, Token);
        await _host.Connectors.DisconnectAsync(connection.Id, Token);

        Assert.Single(Flow.Revoked);
    }
}
