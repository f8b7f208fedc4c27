namespace Sequence.Connectors.Conformance;

/// <summary>What a store of connections promises. Derive it once for each store.</summary>
public abstract class ConnectionStoreConformance : StoreSuite<IConnectionStore>
{
    /// <summary>What was kept comes back whole, settings included, as version 1.</summary>
    [Fact]
    public async Task Finds_what_was_added()
    {
        var connection = NewConnection() with { Settings = Settings() };

        var added = await Store.AddAsync(connection, Cancellation);

        Assert.Equal(connection with { Version = 1 }, added);
        Assert.Equal(added, await Store.FindAsync(connection.Id, Cancellation));
    }

    /// <summary>What was never kept is not found.</summary>
    [Fact]
    public async Task Finds_nothing_under_an_unknown_id() => Assert.Null(await Store.FindAsync("unknown", Cancellation));

    /// <summary>A connection is never overwritten by chance.</summary>
    [Fact]
    public async Task Refuses_a_second_connection_with_the_same_id()
    {
        var added = await Store.AddAsync(NewConnection(), Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.AddAsync(NewConnection() with { Tenant = "other" }, Cancellation));
        Assert.Equal(added, await Store.FindAsync(added.Id, Cancellation));
    }

    /// <summary>A webhook names an account; whoever is connected to it is found, in whatever state.</summary>
    [Fact]
    public async Task Lists_the_connections_to_an_account()
    {
        var one = await Store.AddAsync(NewConnection(), Cancellation);
        var two = await Store.AddAsync(
            NewConnection() with
            {
                Id = "account-2",
                Tenant = "other",
                State = ConnectionState.Disconnected,
            },
            Cancellation
        );
        await Store.AddAsync(NewConnection() with { Id = "account-3", AccountId = "another" }, Cancellation);
        await Store.AddAsync(NewConnection() with { Id = "account-4", Connector = "another" }, Cancellation);

        var found = await Store.ListByAccountAsync(one.Connector, one.AccountId, Cancellation);

        Assert.Equal(new[] { one.Id, two.Id }.Order(), found.Select(connection => connection.Id).Order());
    }

    /// <summary>A change replaces what was read, and counts the version on.</summary>
    [Fact]
    public async Task Replaces_the_version_that_was_read()
    {
        var added = await Store.AddAsync(NewConnection(), Cancellation);
        var changed = added with
        {
            State = ConnectionState.NeedsReauthorization,
            StateReason = "Gone.",
            Settings = Settings(),
            AccountName = null,
        };

        var replaced = await Store.TryReplaceAsync(changed, Cancellation);

        Assert.Equal(changed with { Version = 2 }, replaced);
        Assert.Equal(replaced, await Store.FindAsync(added.Id, Cancellation));
    }

    /// <summary>Two people who change settings at once do not overwrite each other unseen.</summary>
    [Fact]
    public async Task Refuses_to_replace_an_older_version()
    {
        var added = await Store.AddAsync(NewConnection(), Cancellation);
        var replaced = await Store.TryReplaceAsync(added with { AccountName = "First" }, Cancellation);

        Assert.Null(await Store.TryReplaceAsync(added with { AccountName = "Second" }, Cancellation));
        Assert.Equal(replaced, await Store.FindAsync(added.Id, Cancellation));
    }

    /// <summary>What is not kept cannot be replaced.</summary>
    [Fact]
    public async Task Refuses_to_replace_what_is_not_there() =>
        Assert.Null(await Store.TryReplaceAsync(NewConnection() with { Version = 1 }, Cancellation));

    /// <summary>Of many writers of one version, one wins.</summary>
    [Fact]
    public async Task Of_many_writers_one_wins()
    {
        var added = await Store.AddAsync(NewConnection(), Cancellation);

        var results = await RaceAsync(writer => Store.TryReplaceAsync(added with { AccountName = $"Writer {writer}" }, Cancellation));

        Assert.Equal(Assert.Single(results, result => result is not null), await Store.FindAsync(added.Id, Cancellation));
    }

    /// <summary>A tenant's page of connections shows every entity, system, environment and state, and nobody else's.</summary>
    [Fact]
    public async Task Lists_all_connections_of_a_tenant_and_no_other()
    {
        await Store.AddAsync(NewConnection("a"), Cancellation);
        await Store.AddAsync(NewConnection("b") with { Entity = "DE", Environment = ConnectorEnvironment.Sandbox }, Cancellation);
        await Store.AddAsync(NewConnection("c") with { Connector = "other", State = ConnectionState.Disconnected }, Cancellation);
        await Store.AddAsync(NewConnection("d") with { Tenant = "tenant-2" }, Cancellation);

        Assert.Equal(["a", "b", "c"], IdsOf(await Store.ListAsync("tenant-1", Cancellation)));
        Assert.Empty(await Store.ListAsync("TENANT-1", Cancellation));
    }

    /// <summary>A grant is ended only when none of its connections is left; so all of them are found.</summary>
    [Fact]
    public async Task Lists_all_connections_of_a_grant()
    {
        await Store.AddAsync(NewConnection("a"), Cancellation);
        await Store.AddAsync(NewConnection("b") with { Tenant = "tenant-2", State = ConnectionState.Disconnected }, Cancellation);
        await Store.AddAsync(NewConnection("c") with { GrantId = "grant-2" }, Cancellation);

        Assert.Equal(["a", "b"], IdsOf(await Store.ListByGrantAsync("grant-1", Cancellation)));
    }

    /// <summary>An account that is connected twice at once becomes one connection: two would send every document twice.</summary>
    [Fact]
    public async Task Of_many_who_connect_one_account_one_wins()
    {
        var results = await RaceAsync(writer =>
            Store.AddAsync(NewConnection($"connection-{writer}") with { AccountId = "one" }, Cancellation)
        );

        var stored = Assert.Single(await Store.ListAsync("tenant-1", Cancellation));
        Assert.All(results, result => Assert.Equal(stored, result));
    }

    /// <summary>A connection that was ended still holds its place: its links are taken up when the account is connected again.</summary>
    [Fact]
    public async Task Gives_the_ended_connection_of_an_account_instead_of_a_second_one()
    {
        var ended = await Store.AddAsync(NewConnection("a") with { AccountId = "one", State = ConnectionState.Disconnected }, Cancellation);

        Assert.Equal(ended, await Store.AddAsync(NewConnection("b") with { AccountId = "one" }, Cancellation));
        Assert.Null(await Store.FindAsync("b", Cancellation));
    }

    /// <summary>The same account may be connected for another tenant, entity, system or environment.</summary>
    [Fact]
    public async Task Keeps_one_account_for_several_owners()
    {
        var one = NewConnection("a") with { AccountId = "one" };

        await Store.AddAsync(one, Cancellation);
        await Store.AddAsync(one with { Id = "b", Entity = "DE" }, Cancellation);
        await Store.AddAsync(one with { Id = "c", Environment = ConnectorEnvironment.Sandbox }, Cancellation);
        await Store.AddAsync(one with { Id = "d", Connector = "other" }, Cancellation);
        await Store.AddAsync(one with { Id = "e", Tenant = "tenant-2" }, Cancellation);

        Assert.Equal(["a", "b", "c", "d"], IdsOf(await Store.ListAsync("tenant-1", Cancellation)));
        Assert.Equal(["e"], IdsOf(await Store.ListAsync("tenant-2", Cancellation)));
    }

    /// <summary>A change does not bring two connections of one account to the same entity either.</summary>
    [Fact]
    public async Task Refuses_a_change_that_would_double_an_account()
    {
        await Store.AddAsync(NewConnection("a") with { AccountId = "one" }, Cancellation);
        var other = await Store.AddAsync(NewConnection("b") with { AccountId = "one", Entity = "DE" }, Cancellation);

        Assert.Null(await Store.TryReplaceAsync(other with { Entity = "US" }, Cancellation));
        Assert.Equal(other, await Store.FindAsync("b", Cancellation));
    }

    private static IEnumerable<string> IdsOf(IEnumerable<Connection> connections) =>
        connections.Select(one => one.Id).Order(StringComparer.Ordinal);

    private static ConnectionSettings Settings() => ConnectionSettings.Empty.With("items.default", "7") with
    {
        FieldMaps = [new FieldMap { RecordType = RecordType.Of<Invoice>(), Field = "tier", SystemField = "Crew #" }],
    };

    private static Connection NewConnection(string id = "connection-1") => new()
    {
        Id = id,
        Tenant = "tenant-1",
        Entity = "US",
        Connector = "system",
        Environment = ConnectorEnvironment.Production,
        App = "production",
        GrantId = "grant-1",
        AccountId = $"account-{id}",
        AccountName = "Acme & Söhne",
        ApiAddress = new Uri("https://api.example.com/acme/"),
    };
}
