namespace Sequence.Connectors.Conformance;

/// <summary>What a store of pending consents promises. Derive it once for each store.</summary>
public abstract class PendingAuthorizationStoreConformance : StoreSuite<IPendingAuthorizationStore>
{
    /// <summary>The answer of a person finds what was asked.</summary>
    [Fact]
    public async Task Gives_what_was_kept()
    {
        var pending = NewPending("state-1");
        await Store.AddAsync(pending, Cancellation);
        await Store.AddAsync(NewPending("state-2"), Cancellation);

        Assert.Equal(pending, await Store.TakeAsync("state-1", Cancellation));
    }

    /// <summary>An answer counts once.</summary>
    [Fact]
    public async Task Gives_it_once()
    {
        await Store.AddAsync(NewPending("state-1"), Cancellation);
        await Store.TakeAsync("state-1", Cancellation);

        Assert.Null(await Store.TakeAsync("state-1", Cancellation));
    }

    /// <summary>A state that was made up finds nothing.</summary>
    [Fact]
    public async Task Gives_nothing_for_another_state()
    {
        await Store.AddAsync(NewPending("state-1"), Cancellation);

        Assert.Null(await Store.TakeAsync("STATE-1", Cancellation));
    }

    /// <summary>Of many processes that get the same answer at once, one takes it.</summary>
    [Fact]
    public async Task Of_many_takers_one_gets_it()
    {
        await Store.AddAsync(NewPending("state-1"), Cancellation);

        Assert.Single(await RaceAsync(_ => Store.TakeAsync("state-1", Cancellation)), taken => taken is not null);
    }

    /// <summary>Questions that nobody answers do not pile up, and their verifiers do not lie about.</summary>
    [Fact]
    public async Task Forgets_what_nobody_answered_for_a_day()
    {
        var first = NewPending("state-1");
        await Store.AddAsync(first, Cancellation);
        await Store.AddAsync(NewPending("state-2") with { StartedAt = first.StartedAt + Duration.FromHours(23) }, Cancellation);
        await Store.AddAsync(NewPending("state-3") with { StartedAt = first.StartedAt + Duration.FromHours(25) }, Cancellation);

        Assert.Null(await Store.TakeAsync("state-1", Cancellation));
        Assert.NotNull(await Store.TakeAsync("state-2", Cancellation));
    }

    private static PendingAuthorization NewPending(string state) => new()
    {
        State = state,
        Request = new ConnectRequest
        {
            Connector = "system",
            App = "production",
            Tenant = "tenant-1",
            Entity = "US",
            RedirectUri = new Uri("https://host.example.com/connectors/callback"),
            ConnectionId = "connection-1",
        },
        CodeVerifier = new Secret("verifier"),
        StartedAt = Instant.FromUtc(2026, 3, 1, 10, 0),
    };
}
