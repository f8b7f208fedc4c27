namespace Sequence.Connectors.Conformance;

/// <summary>What a store promises of leases: one process at a time works on a connection. Derive it once for each store.</summary>
public abstract class LeaseConformance : SyncStoreSuite
{
    private static readonly Duration Time = Duration.FromMinutes(1);

    /// <summary>While one process works on a connection, no other does; on another connection it does.</summary>
    [Fact]
    public async Task Gives_a_connection_to_one_owner()
    {
        var lease = await AcquireAsync("a", Now);

        Assert.Equal(new ConnectionLease { ConnectionId = ConnectionId, Owner = "a", Fence = 1, Until = Now + Time }, lease);
        Assert.Null(await AcquireAsync("b", Now + Time - Duration.FromTicks(1)));
        Assert.NotNull(await Store.AcquireAsync("connection-2", "b", Now, Time, Cancellation));
    }

    /// <summary>An owner that goes on working keeps its fence.</summary>
    [Fact]
    public async Task Renews_the_owners_own_lease_with_the_same_fence()
    {
        await AcquireAsync("a", Now);

        var renewed = await AcquireAsync("a", Now + Duration.FromSeconds(30));

        Assert.Equal((1, Now + Duration.FromSeconds(90)), (renewed?.Fence, renewed?.Until));
        Assert.Null(await AcquireAsync("b", Now + Time));
    }

    /// <summary>What a dead process held is taken over when its time is over, under a higher fence.</summary>
    [Fact]
    public async Task Gives_an_expired_lease_to_another_with_a_higher_fence()
    {
        await AcquireAsync("a", Now);

        Assert.Equal(2, (await AcquireAsync("b", Now + Time))?.Fence);
        Assert.Null(await AcquireAsync("a", Now + Time));
    }

    /// <summary>A process that ends gives its connections back, and the next one still gets a higher fence.</summary>
    [Fact]
    public async Task Gives_a_released_lease_to_the_next()
    {
        var lease = await AcquireAsync("a", Now);
        await Store.ReleaseAsync(lease!, Cancellation);

        var next = await AcquireAsync("b", Now);

        Assert.Equal(2, next?.Fence);
        await Store.ReleaseAsync(lease!, Cancellation);
        Assert.Null(await AcquireAsync("a", Now));
    }

    /// <summary>Of many processes that want a connection at once, one gets it, first and again when it is free.</summary>
    [Fact]
    public async Task Of_many_owners_one_gets_it()
    {
        Assert.Single(await RaceAsync(owner => AcquireAsync($"{owner}", Now)), lease => lease is not null);
        Assert.Equal(
            2,
            Assert.Single(await RaceAsync(owner => AcquireAsync($"next-{owner}", Now + Time)), lease => lease is not null)?.Fence
        );
    }

    /// <summary>A process that slept past its lease changes nothing when it wakes up: another has taken over.</summary>
    [Fact]
    public async Task Stores_nothing_under_a_lease_that_another_has_taken()
    {
        var lost = await AcquireAsync("a", Now);
        var held = await AcquireAsync("b", Now + Time);
        var entry = NewEntry();

        Assert.Equal(CommitResult.LeaseLost, await Store.CommitAsync(Commit() with { Lease = lost, Entries = [entry] }, Cancellation));
        Assert.Null(await Store.FindEntryAsync(entry.Id, Cancellation));
        Assert.Equal(CommitResult.Stored, await Store.CommitAsync(Commit() with { Lease = held, Entries = [entry] }, Cancellation));
    }

    /// <summary>A lease that nobody ever gave is none.</summary>
    [Fact]
    public async Task Stores_nothing_under_a_lease_that_was_never_given()
    {
        var made = new ConnectionLease { ConnectionId = "unknown", Owner = "a", Fence = 1, Until = Later };

        Assert.Equal(CommitResult.LeaseLost, await Store.CommitAsync(Commit() with { Lease = made, Links = [NewLink()] }, Cancellation));
    }

    /// <summary>After a restart the engine knows since when nobody was at work: what was due then may have been missed.</summary>
    [Fact]
    public async Task Remembers_the_times_when_nobody_was_at_work()
    {
        Assert.Empty(await BeatAsync(Earlier));
        Assert.Empty(await BeatAsync(Earlier + Time));
        Assert.Equal([new Interval(Earlier + Time, Now)], await BeatAsync(Now));
        Assert.Equal([new Interval(Earlier + Time, Now), new Interval(Now, Later)], await BeatAsync(Later));
        Assert.Equal(2, (await BeatAsync(Later + Time)).Count);
    }

    /// <summary>Of many processes that come back at once, one remembers the silence.</summary>
    [Fact]
    public async Task Remembers_a_silence_once()
    {
        await BeatAsync(Earlier);

        await RaceAsync(_ => BeatAsync(Now));

        Assert.Equal([new Interval(Earlier, Now)], await BeatAsync(Now));
    }

    private Task<IReadOnlyList<Interval>> BeatAsync(Instant now) => Store.BeatAsync(now, Time, Cancellation);

    private Task<ConnectionLease?> AcquireAsync(string owner, Instant now) =>
        Store.AcquireAsync(ConnectionId, owner, now, Time, Cancellation);
}
