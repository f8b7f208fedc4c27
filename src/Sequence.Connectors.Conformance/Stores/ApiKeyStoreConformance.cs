namespace Sequence.Connectors.Conformance;

/// <summary>What a store of machines' keys promises. Derive it once for each store.</summary>
public abstract class ApiKeyStoreConformance : StoreSuite<IApiKeyStore>
{
    /// <summary>A key is found by its id, in every detail.</summary>
    [Fact]
    public async Task Gives_what_was_kept()
    {
        var stored = await Store.AddAsync(NewKey("a"), Cancellation);
        await Store.AddAsync(NewKey("b"), Cancellation);

        Assert.Equal(NewKey("a") with { Version = 1 }, stored);
        Assert.Equal(stored, await Store.FindAsync("a", Cancellation));
        Assert.Null(await Store.FindAsync("A", Cancellation));
    }

    /// <summary>Two keys never have one id.</summary>
    [Fact]
    public async Task Refuses_an_id_that_is_taken()
    {
        await Store.AddAsync(NewKey("a"), Cancellation);

        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.AddAsync(NewKey("a") with { Tenant = "other" }, Cancellation));
        Assert.Equal("tenant-1", (await Store.FindAsync("a", Cancellation))!.Tenant);
    }

    /// <summary>A tenant sees its own keys, also those that are refused.</summary>
    [Fact]
    public async Task Lists_the_keys_of_a_tenant_the_oldest_first()
    {
        await Store.AddAsync(NewKey("b") with { CreatedAt = NewKey("b").CreatedAt + Duration.FromHours(1) }, Cancellation);
        await Store.AddAsync(NewKey("a") with { RevokedAt = Instant.FromUtc(2026, 3, 2, 0, 0) }, Cancellation);
        await Store.AddAsync(NewKey("c") with { Tenant = "tenant-2" }, Cancellation);

        Assert.Equal(["a", "b"], (await Store.ListAsync("tenant-1", Cancellation)).Select(one => one.Id));
    }

    /// <summary>Of changes of one version at once, one is stored: a revocation is never undone by a change that had not seen it.</summary>
    [Fact]
    public async Task Of_many_changes_of_one_version_one_is_stored()
    {
        var stored = await Store.AddAsync(NewKey("a"), Cancellation);

        var results = await RaceAsync(writer =>
            Store.TryReplaceAsync(stored with { RevokedAt = stored.CreatedAt + Duration.FromMinutes(writer) }, Cancellation)
        );

        var kept = Assert.Single(results, one => one is not null);
        Assert.Equal(kept, await Store.FindAsync("a", Cancellation));
    }

    private static ApiKey NewKey(string id) => new()
    {
        Id = id,
        Tenant = "tenant-1",
        Name = "The production org",
        Hash = new string('f', 64),
        CreatedBy = "ada",
        CreatedAt = Instant.FromUtc(2026, 3, 1, 10, 0),
        ExpiresAt = Instant.FromUtc(2027, 3, 1, 10, 0),
    };
}
