using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class InMemoryStoresTests
{
    private static readonly Grant Grant = new()
    {
        Id = "g-1",
        Connector = "fake",
        App = "production",
        Owner = "ada",
        AccessToken = new("token"),
    };

    private static readonly Connection Connection = new()
    {
        Id = "c-1",
        Tenant = "acme",
        Connector = "fake",
        Environment = ConnectorEnvironment.Production,
        App = "production",
        GrantId = "g-1",
        AccountId = "4711",
    };

    private readonly InMemoryGrantStore _grants = new();
    private readonly InMemoryConnectionStore _connections = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Give_a_new_version_to_each_change()
    {
        var grant = await _grants.AddAsync(Grant, Token);
        var next = await _grants.TryReplaceAsync(grant with { Owner = "eve" }, Token);

        Assert.Equal((1, 2), (grant.Version, next!.Version));
        Assert.Equal(next, await _grants.FindAsync("g-1", Token));

        var connection = await _connections.AddAsync(Connection, Token);
        var changed = await _connections.TryReplaceAsync(connection with { AccountName = "Books" }, Token);

        Assert.Equal((1, 2), (connection.Version, changed!.Version));
        Assert.Equal(changed, await _connections.FindAsync("c-1", Token));
    }

    [Fact]
    public async Task Refuse_a_change_of_a_version_that_is_no_longer_the_stored_one()
    {
        var grant = await _grants.AddAsync(Grant, Token);
        await _grants.TryReplaceAsync(grant with { Owner = "first" }, Token);

        Assert.Null(await _grants.TryReplaceAsync(grant with { Owner = "second" }, Token));
        Assert.Equal("first", (await _grants.FindAsync("g-1", Token))!.Owner);

        var connection = await _connections.AddAsync(Connection, Token);
        await _connections.TryReplaceAsync(connection with { AccountName = "first" }, Token);

        Assert.Null(await _connections.TryReplaceAsync(connection with { AccountName = "second" }, Token));
        Assert.Equal("first", (await _connections.FindAsync("c-1", Token))!.AccountName);
    }

    [Fact]
    public async Task Let_one_of_many_win_a_version()
    {
        var grant = await _grants.AddAsync(Grant, Token);

        var won = await Task.WhenAll(Enumerable.Range(0, 50).Select(
            i => Task.Run(() => _grants.TryReplaceAsync(grant with { Owner = $"owner {i}" }, Token), Token)));

        Assert.Single(won, one => one is not null);
    }

    [Fact]
    public async Task Refuse_an_id_twice()
    {
        await _grants.AddAsync(Grant, Token);
        await _connections.AddAsync(Connection, Token);

        await Assert.ThrowsAsync<InvalidOperationException>(() => _grants.AddAsync(Grant, Token));
        await Assert.ThrowsAsync<InvalidOperationException>(() => _connections.AddAsync(Connection, Token));
    }

    [Fact]
    public async Task Replace_nothing_that_is_not_there()
    {
        Assert.Null(await _grants.TryReplaceAsync(Grant, Token));
        Assert.Null(await _connections.TryReplaceAsync(Connection, Token));
        Assert.Null(await _grants.FindAsync("g-1", Token));
        Assert.Null(await _connections.FindAsync("c-1", Token));
    }

    [Fact]
    public async Task Find_a_grant_by_its_owner_at_its_app()
    {
        var grant = await _grants.AddAsync(Grant, Token);

        Assert.Equal(grant, await _grants.FindByOwnerAsync("fake", "production", "ada", Token));
        Assert.Null(await _grants.FindByOwnerAsync("fake", "sandbox", "ada", Token));
        Assert.Null(await _grants.FindByOwnerAsync("other", "production", "ada", Token));
        Assert.Null(await _grants.FindByOwnerAsync("fake", "production", "eve", Token));
    }

    [Fact]
    public async Task Remove_a_grant_and_do_not_mind_one_that_is_gone()
    {
        await _grants.AddAsync(Grant, Token);

        await _grants.RemoveAsync("g-1", Token);
        await _grants.RemoveAsync("g-1", Token);

        Assert.Null(await _grants.FindAsync("g-1", Token));
    }

    [Fact]
    public async Task List_connections_by_tenant_and_by_grant()
    {
        var one = await _connections.AddAsync(Connection, Token);
        var two = await _connections.AddAsync(Connection with { Id = "c-2", GrantId = "g-2", AccountId = "4712" }, Token);
        await _connections.AddAsync(Connection with { Id = "c-3", Tenant = "other", GrantId = "g-3" }, Token);

        Assert.Equal([one, two], await _connections.ListAsync("acme", Token));
        Assert.Equal([two], await _connections.ListByGrantAsync("g-2", Token));
    }

    [Fact]
    public async Task Give_a_pending_consent_once()
    {
        var store = new InMemoryPendingAuthorizationStore();
        var pending = new PendingAuthorization
        {
            State = "s-1",
            StartedAt = Instant.FromUtc(2026, 3, 1, 12, 0),
            Request = new ConnectRequest
            {
                Connector = "fake",
                App = "production",
                Tenant = "acme",
                RedirectUri = new("https://host.example/done"),
            },
        };
        await store.AddAsync(pending, Token);

        Assert.Equal(pending, await store.TakeAsync("s-1", Token));
        Assert.Null(await store.TakeAsync("s-1", Token));
    }
}
