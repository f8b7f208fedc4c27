namespace Sequence.Connectors.Conformance;

/// <summary>What a store of grants promises. Derive it once for each store.</summary>
public abstract class GrantStoreConformance : StoreSuite<IGrantStore>
{
    /// <summary>What was kept comes back whole, as version 1.</summary>
    [Fact]
    public async Task Finds_what_was_added()
    {
        var grant = NewGrant();

        var added = await Store.AddAsync(grant, Cancellation);

        Assert.Equal(grant with { Version = 1 }, added);
        Assert.Equal(added, await Store.FindAsync(grant.Id, Cancellation));
    }

    /// <summary>What was never kept is not found.</summary>
    [Fact]
    public async Task Finds_nothing_under_an_unknown_id() => Assert.Null(await Store.FindAsync("unknown", Cancellation));

    /// <summary>Tokens are never overwritten by chance.</summary>
    [Fact]
    public async Task Refuses_a_second_grant_with_the_same_id()
    {
        var added = await Store.AddAsync(NewGrant(), Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(
            () => Store.AddAsync(NewGrant() with { AccessToken = new Secret("other") }, Cancellation));
        Assert.Equal(added, await Store.FindAsync(added.Id, Cancellation));
    }

    /// <summary>A rotated token replaces the one before it, and counts the version on.</summary>
    [Fact]
    public async Task Replaces_the_version_that_was_read()
    {
        var added = await Store.AddAsync(NewGrant(), Cancellation);
        var rotated = added with
        {
            AccessToken = new Secret("access-2"),
            RefreshToken = new Secret("refresh-2"),
            State = GrantState.NeedsReauthorization,
            StateReason = "Gone.",
        };

        var replaced = await Store.TryReplaceAsync(rotated, Cancellation);

        Assert.Equal(rotated with { Version = 2 }, replaced);
        Assert.Equal(replaced, await Store.FindAsync(added.Id, Cancellation));
    }

    /// <summary>A process that read an older version overwrites nothing.</summary>
    [Fact]
    public async Task Refuses_to_replace_an_older_version()
    {
        var added = await Store.AddAsync(NewGrant(), Cancellation);
        var replaced = await Store.TryReplaceAsync(added with { AccessToken = new Secret("access-2") }, Cancellation);

        Assert.Null(await Store.TryReplaceAsync(added with { AccessToken = new Secret("access-3") }, Cancellation));
        Assert.Equal(replaced, await Store.FindAsync(added.Id, Cancellation));
    }

    /// <summary>What is not kept cannot be replaced.</summary>
    [Fact]
    public async Task Refuses_to_replace_what_is_not_there() =>
        Assert.Null(await Store.TryReplaceAsync(NewGrant() with { Version = 1 }, Cancellation));

    /// <summary>Of many processes that renew a token at once, one wins: a refresh token is used once.</summary>
    [Fact]
    public async Task Of_many_writers_one_wins()
    {
        var added = await Store.AddAsync(NewGrant(), Cancellation);

        var results = await RaceAsync(
            writer => Store.TryReplaceAsync(added with { AccessToken = new Secret($"access-{writer}") }, Cancellation));

        Assert.Equal(Assert.Single(results, result => result is not null), await Store.FindAsync(added.Id, Cancellation));
    }

    /// <summary>A second consent of the same person renews the grant instead of standing beside it.</summary>
    [Fact]
    public async Task Finds_a_grant_by_its_owner()
    {
        var added = await Store.AddAsync(NewGrant(), Cancellation);
        await Store.AddAsync(NewGrant("other-owner") with { Owner = "owner-2" }, Cancellation);
        await Store.AddAsync(NewGrant("other-app") with { App = "sandbox" }, Cancellation);
        await Store.AddAsync(NewGrant("no-owner") with { Owner = null }, Cancellation);

        Assert.Equal(added, await Store.FindByOwnerAsync("system", "production", "owner-1", Cancellation));
        Assert.Null(await Store.FindByOwnerAsync("system", "production", "owner-3", Cancellation));
        Assert.Null(await Store.FindByOwnerAsync("other", "production", "owner-1", Cancellation));
    }

    /// <summary>After a disconnect the tokens are gone; removing them twice is no error.</summary>
    [Fact]
    public async Task Removes_a_grant_once_and_again()
    {
        var added = await Store.AddAsync(NewGrant(), Cancellation);

        await Store.RemoveAsync(added.Id, Cancellation);
        await Store.RemoveAsync(added.Id, Cancellation);

        Assert.Null(await Store.FindAsync(added.Id, Cancellation));
        Assert.Null(await Store.FindByOwnerAsync(added.Connector, added.App, added.Owner!, Cancellation));
        Assert.Null(await Store.TryReplaceAsync(added, Cancellation));
    }

    private static Grant NewGrant(string id = "grant-1") => new()
    {
        Id = id,
        Connector = "system",
        App = "production",
        Owner = "owner-1",
        AccessToken = new Secret(new string('a', 4096)),
        RefreshToken = new Secret("refresh-1"),
        AccessTokenExpiresAt = Instant.FromUtc(2026, 3, 1, 10, 30, 15),
        RefreshTokenExpiresAt = Instant.FromUtc(2026, 6, 1, 10, 0),
        ConsentExpiresAt = Instant.FromUtc(2031, 3, 1, 0, 0),
        Scopes = ["accounting", "offline"],
        Refreshing = new RefreshLease("holder-1", Instant.FromUtc(2026, 3, 1, 10, 31)),
    };
}
