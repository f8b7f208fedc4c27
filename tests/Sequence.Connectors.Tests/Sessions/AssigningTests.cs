namespace Sequence.Connectors.Tests;

/// <summary>One consent may reach several accounts, of which only one is for the entity that was asked for.</summary>
public sealed class AssigningTests : IDisposable
{
    private readonly FakeHost _host = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private FakeAuthorization Flow => _host.Fake.Flow;

    public void Dispose() => _host.Dispose();

    [Fact]
    public async Task Only_the_first_account_of_a_consent_is_for_the_entity_that_was_asked_for()
    {
        var connections = await ConnectAsync("US", "1", "2", "3");

        Assert.Equal(
            [("1", "US", ConnectionState.Active), ("2", "", ConnectionState.Unassigned), ("3", "", ConnectionState.Unassigned)],
            connections.Select(one => (one.AccountId, one.Entity, one.State)));
        var refused = await Assert.ThrowsAsync<ConnectorException>(() => _host.Connectors.OpenAsync(connections[1].Id, Token));
        Assert.Equal(ConnectorErrorKind.Configuration, refused.Kind);
        Assert.Contains("Call AssignAsync.", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_assigned_account_can_be_used()
    {
        var waiting = (await ConnectAsync("US", "1", "2"))[1];

        var assigned = await _host.Connectors.AssignAsync(waiting.Id, "UK", Token);

        Assert.Equal(("UK", ConnectionState.Active, null), (assigned.Entity, assigned.State, assigned.StateReason));
        Assert.Equal(assigned, (await _host.Connectors.OpenAsync(waiting.Id, Token)).Connection);
        Assert.Equal(assigned, await _host.Connectors.AssignAsync(waiting.Id, "UK", Token));
    }

    [Fact]
    public async Task An_account_is_not_moved_from_entity_to_entity()
    {
        var connection = (await ConnectAsync("US", "1"))[0];

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => _host.Connectors.AssignAsync(connection.Id, "UK", Token));

        Assert.Contains("is for the entity 'US' already", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_account_is_not_assigned_twice_to_one_entity()
    {
        var waiting = (await ConnectAsync("US", "1", "2"))[1];
        await _host.Connections.AddAsync(waiting with { Id = "other", Entity = "UK", State = ConnectionState.Active }, Token);

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => _host.Connectors.AssignAsync(waiting.Id, "UK", Token));

        Assert.Contains("connected for the entity 'UK' already, by the connection 'other'", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_that_was_ended_cannot_be_assigned()
    {
        var connection = (await ConnectAsync("US", "1"))[0];
        await _host.Connectors.DisconnectAsync(connection.Id, Token);

        await Assert.ThrowsAsync<ConnectorException>(() => _host.Connectors.AssignAsync(connection.Id, "US", Token));
    }

    [Fact]
    public async Task A_second_consent_of_the_same_accounts_assigns_nothing_new_to_the_entity()
    {
        await ConnectAsync("US", "1", "2");

        var again = await ConnectAsync("US", "2", "1");

        Assert.Equal([("2", ConnectionState.Unassigned), ("1", ConnectionState.Active)], again.Select(one => (one.AccountId, one.State)));
        Assert.Equal(2, (await _host.Connections.ListAsync("acme", Token)).Count);
    }

    [Fact]
    public async Task A_consent_for_another_entity_gives_it_the_account_that_waits()
    {
        var first = await ConnectAsync("US", "1", "2");

        var second = await ConnectAsync("UK", "1", "2");

        Assert.Equal(first.Select(one => one.Id), second.Select(one => one.Id));
        Assert.Equal([("US", ConnectionState.Active), ("UK", ConnectionState.Active)], second.Select(one => (one.Entity, one.State)));
    }

    [Fact]
    public async Task An_account_that_a_person_ended_comes_back_only_as_unassigned()
    {
        var first = await ConnectAsync("US", "1", "2");
        await _host.Connectors.AssignAsync(first[1].Id, "UK", Token);
        await _host.Connectors.DisconnectAsync(first[1].Id, Token);

        var again = await ConnectAsync("US", "1", "2");

        Assert.Equal((first[1].Id, ConnectionState.Unassigned), (again[1].Id, again[1].State));
    }

    [Fact]
    public async Task Renewing_one_connection_revives_those_that_share_its_dead_grant()
    {
        Flow.Owner = "ada";
        var connections = await ConnectAsync("US", "1", "2", "3");
        await _host.Connectors.AssignAsync(connections[1].Id, "UK", Token);
        foreach (var one in await _host.Connections.ListAsync("acme", Token))
        {
            await _host.Connections.TryReplaceAsync(
                one with { State = one.State == ConnectionState.Active ? ConnectionState.NeedsReauthorization : one.State }, Token);
        }

        Flow.Accounts = [new AuthorizedAccount { Id = "1" }, new AuthorizedAccount { Id = "2" }, new AuthorizedAccount { Id = "3" }];
        await _host.ConnectAsync(FakeHost.Request(renewed: connections[0].Id));

        Assert.Equal(
            [("1", "US", ConnectionState.Active), ("2", "UK", ConnectionState.Active), ("3", "", ConnectionState.Unassigned)],
            (await _host.Connections.ListAsync("acme", Token))
                .OrderBy(one => one.AccountId)
                .Select(one => (one.AccountId, one.Entity, one.State))
        );
    }

    [Fact]
    public async Task Another_persons_consent_revives_what_it_reaches_and_leaves_the_rest()
    {
        Flow.Owner = "ada";
        var connections = await ConnectAsync("US", "1", "2", "3");
        var dead = (await _host.Grants.FindAsync(connections[0].GrantId, Token))!;
        await _host.Grants.TryReplaceAsync(dead with { State = GrantState.NeedsReauthorization }, Token);
        Flow.Owner = "eve";
        Flow.Accounts = [new AuthorizedAccount { Id = "1" }, new AuthorizedAccount { Id = "2" }];

        var renewed = Assert.Single(await _host.ConnectAsync(FakeHost.Request(renewed: connections[0].Id)));

        var grants = (await _host.Connections.ListAsync("acme", Token)).OrderBy(one => one.AccountId).Select(one => one.GrantId);
        Assert.Equal([renewed.GrantId, renewed.GrantId, dead.Id], grants);
    }

    [Fact]
    public async Task Two_consents_at_once_make_one_connection()
    {
        var states = new List<string>();
        for (var person = 0; person < 8; person++)
        {
            await _host.Connectors.BeginConnectAsync(FakeHost.Request(), Token);
            states.Add(_host.Answer().AbsoluteUri);
        }

        var connected = await Task.WhenAll(
            states.Select(state => Task.Run(() => _host.Connectors.CompleteConnectAsync(new Uri(state), Token), Token))
        );

        var stored = Assert.Single(await _host.Connections.ListAsync("acme", Token));
        Assert.All(connected, each => Assert.Equal(stored.Id, Assert.Single(each).Id));
        Assert.NotNull(await _host.Connectors.OpenAsync(stored.Id, Token));
        Assert.Single(
            (
                await Task.WhenAll(Enumerable.Range(1, 8).Select(number => _host.Grants.FindAsync($"g-{number}", Token)))
            ).OfType<Grant>()
        );
    }

    private Task<IReadOnlyList<Connection>> ConnectAsync(string entity, params string[] accounts)
    {
        Flow.Accounts = [.. accounts.Select(account => new AuthorizedAccount { Id = account })];
        return _host.ConnectAsync(FakeHost.Request(entity: entity));
    }
}
