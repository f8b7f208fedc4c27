namespace Sequence.Connectors.Conformance;

/// <summary>What a store promises of the inbox. Derive it once for each store.</summary>
public abstract class InboxConformance : SyncStoreSuite
{
    /// <summary>When a delivery last came is known for each connection; a later one takes its place.</summary>
    [Fact]
    public async Task Keeps_when_deliveries_last_came()
    {
        var (first, other) = (new LastDelivery { ConnectionId = "c-1", At = Now }, new LastDelivery { ConnectionId = "c-2", At = Now });
        await StoreAsync(Commit() with { Deliveries = [first, other] });
        await StoreAsync(Commit() with { Deliveries = [first with { At = Later }] });

        Assert.Equal([first with { At = Later }], await Store.ReadDeliveriesAsync(["c-1", "c-3"], Cancellation));
        Assert.Equal(2, (await Store.ReadDeliveriesAsync(["c-1", "c-2"], Cancellation)).Count);
    }

    /// <summary>A row comes back whole.</summary>
    [Fact]
    public async Task Brings_a_row_back_whole()
    {
        var row = NewEvent() with { Kind = WebhookEventKind.Merged, MergedInto = "131", At = Earlier };

        Assert.Equal(1, await Store.ReceiveAsync([row], Cancellation));

        Assert.Equal(row with { Version = 1 }, await Store.FindEventAsync(row.Id, Cancellation));
        Assert.Null(await Store.FindEventAsync(Guid.NewGuid(), Cancellation));
    }

    /// <summary>A webhook that is delivered twice is one event, also within one delivery and long after it was handled.</summary>
    [Fact]
    public async Task Takes_an_event_in_once()
    {
        var row = NewEvent();
        Assert.Equal(1, await Store.ReceiveAsync([row, NewEvent()], Cancellation));
        await StoreAsync(Commit() with { Events = [row with { Version = 1, State = InboxState.Handled, DueAt = null }] });

        Assert.Equal(
            3,
            await Store.ReceiveAsync(
                [NewEvent(), NewEvent("event-2"), NewEvent("EVENT-1"), NewEvent(connectionId: "connection-2")],
                Cancellation
            )
        );

        Assert.Equal(2, (await Store.ReadEventsAsync(ConnectionId, Now, 10, Cancellation)).Count);
        Assert.Equal(0, await Store.ReceiveAsync([], Cancellation));
    }

    /// <summary>Of many deliveries of one event at once, one is taken in.</summary>
    [Fact]
    public async Task Of_many_deliveries_one_is_taken_in()
    {
        var added = await RaceAsync(delivery => Store.ReceiveAsync([NewEvent($"other-{delivery}"), NewEvent()], Cancellation));

        Assert.Equal(added.Length + 1, added.Sum());
    }

    /// <summary>What is pending and due is brought, the oldest first.</summary>
    [Fact]
    public async Task Brings_due_events_oldest_first()
    {
        var first = NewEvent("1");
        var second = NewEvent("2");
        await Store.ReceiveAsync(
            [
                second,
                first,
                NewEvent("3") with
                {
                    DueAt = Later,
                },
                NewEvent("4") with
                {
                    DueAt = null,
                },
                NewEvent(connectionId: "connection-2"),
            ],
            Cancellation
        );

        Assert.Equal([first.Id, second.Id], (await Store.ReadEventsAsync(ConnectionId, Now, 10, Cancellation)).Select(one => one.Id));
        Assert.Equal([first.Id], (await Store.ReadEventsAsync(ConnectionId, Now, 1, Cancellation)).Select(one => one.Id));
    }

    /// <summary>What became of an event is stored with the effects of the reaction, or not at all.</summary>
    [Fact]
    public async Task Replaces_the_version_that_was_read()
    {
        var row = NewEvent();
        await Store.ReceiveAsync([row], Cancellation);
        var failed = row with
        {
            Version = 1,
            State = InboxState.Failed,
            DueAt = null,
            Tries = 8,
            Problem = Trouble,
            FixedBy = FixedBy.Engineer,
            ProblemSince = Earlier,
            ChangedAt = Later,
        };
        await StoreAsync(Commit() with { Events = [failed] });

        Assert.Equal(
            CommitResult.Conflict,
            await Store.CommitAsync(Commit() with { Events = [failed], Links = [NewLink()] }, Cancellation)
        );
        Assert.Equal(
            CommitResult.Conflict,
            await Store.CommitAsync(Commit() with { Events = [NewEvent("unknown") with { Version = 1 }] }, Cancellation)
        );
        Assert.Equal(failed with { Version = 2 }, await Store.FindEventAsync(row.Id, Cancellation));
        Assert.Empty(await Store.ReadLinksAsync(ConnectionId, Customers, null, 10, Cancellation));
    }

    /// <summary>A tenant's page of trouble shows what is wrong, newest first, and nobody else's.</summary>
    [Fact]
    public async Task Shows_the_inbox_newest_first_a_page_at_a_time()
    {
        var first = NewEvent("1");
        var wrong = NewEvent("2") with { State = InboxState.Failed, Problem = Trouble, ProblemSince = Earlier, FixedBy = FixedBy.Engineer };
        var mended = NewEvent("3") with { State = InboxState.Handled, ProblemSince = Earlier };
        var other = NewEvent("4", "connection-2") with { Tenant = "tenant-2" };
        await Store.ReceiveAsync([first, wrong, mended, other], Cancellation);

        Assert.Equal([other.Id, mended.Id, wrong.Id, first.Id], await QueryAsync(new()));
        Assert.Equal([mended.Id, wrong.Id], await QueryAsync(new() { Tenant = Tenant, Max = 2 }));
        Assert.Equal([first.Id], await QueryAsync(new() { ConnectionId = ConnectionId, Before = wrong.Id }));
        Assert.Equal([wrong.Id], await QueryAsync(new() { OnlyProblems = true, FixedBy = FixedBy.Engineer }));
    }

    private async Task<IEnumerable<Guid>> QueryAsync(InboxQuery query) =>
        (await Store.QueryInboxAsync(query, Cancellation)).Select(one => one.Id);
}
