namespace Sequence.Connectors.Conformance;

/// <summary>What a store promises of what rests, and of what it forgets. Derive it once for each store.</summary>
public abstract class StandstillConformance : SyncStoreSuite
{
    /// <summary>A connection that cannot work keeps none from working that can, and is not taken for one that nobody works on.</summary>
    [Fact]
    public async Task Brings_no_connection_that_rests()
    {
        await StoreAsync(
            Commit() with
            {
                Entries = [NewEntry(connectionId: "c-1"), NewEntry(connectionId: "c-2"), NewEntry(connectionId: "c-3")],
                Cursors = [NewCursor(connectionId: "c-1") with { DueAt = Now }],
                Standstills =
                [
                    NewRest("c-1", Standstill.Connection),
                    NewRest("c-2", Standstill.Connection) with { Until = Now },
                    NewRest("c-3", Invoices),
                ],
            }
        );
        await Store.ReceiveAsync([NewEvent(connectionId: "c-1")], Cancellation);

        Assert.Equal(["c-2", "c-3"], await DueAsync(Now));
        Assert.Equal(Later, (await Store.FindDueAsync(Now, 10, Cancellation)).NextAt);
        Assert.Equal(["c-1", "c-2", "c-3"], await DueAsync(Later));
    }

    /// <summary>Where only sending rests, what comes in is still looked at.</summary>
    [Fact]
    public async Task Brings_no_entries_of_a_connection_whose_sending_rests()
    {
        await StoreAsync(
            Commit() with
            {
                Entries = [NewEntry(connectionId: "c-1"), NewEntry("INV-2", "c-1") with { State = EntryState.Sent }],
                Standstills = [NewRest("c-1", Standstill.Sending)],
            }
        );

        Assert.Empty(await DueAsync(Now));
        await Store.ReceiveAsync([NewEvent(connectionId: "c-1")], Cancellation);
        Assert.Equal(["c-1"], await DueAsync(Now));
        Assert.Equal(Later, (await Store.FindDueAsync(Now, 10, Cancellation)).NextAt);
    }

    /// <summary>There is one row for what rests; it is replaced, removed, and found by what people ask for.</summary>
    [Fact]
    public async Task Keeps_one_row_for_what_rests()
    {
        var (first, second) = (NewRest("c-1", Standstill.Connection), NewRest("c-1", Invoices));
        var told = first with { Tries = 4, Problem = Trouble, FixedBy = FixedBy.Engineer, Since = Earlier };
        await StoreAsync(Commit() with { Standstills = [first, second, NewRest("c-2", Invoices) with { Tenant = "tenant-2" }] });
        await StoreAsync(Commit() with { Standstills = [told] });

        Assert.Equal([second, told], (await QueryAsync(new() { ConnectionId = "c-1" })).OrderByDescending(one => one.Id));
        Assert.Equal([told], await QueryAsync(new() { OnlyProblems = true, Tenant = Tenant, FixedBy = FixedBy.Engineer }));
        Assert.Equal([told], await QueryAsync(new() { Id = told.Id }));
        Assert.Equal([told], await QueryAsync(new() { Before = second.Id }));
        Assert.Equal([second], await QueryAsync(new() { RecordType = Invoices, Tenant = Tenant }));
        Assert.Single(await QueryAsync(new() { Max = 1 }));
        await StoreAsync(Commit() with { Resumed = [told] });
        await StoreAsync(Commit() with { Resumed = [told] });
        Assert.Equal([second], await QueryAsync(new() { ConnectionId = "c-1" }));
    }

    /// <summary>What is closed goes when it is old, a page at a time; what someone still has to decide about never does.</summary>
    [Fact]
    public async Task Forgets_what_is_closed_and_old()
    {
        // Far ahead, so that all ids were made before.
        var moment = Instant.FromUtc(2190, 1, 1, 0, 0);
        var old = moment - Duration.FromDays(1);
        EntryState[] states = [EntryState.Done, EntryState.Superseded, EntryState.Dismissed, EntryState.Rejected, EntryState.Waiting];
        var entries = states.Select(state => NewEntry() with { State = state, ChangedAt = old }).ToList();
        var young = NewEntry() with { State = EntryState.Done, ChangedAt = moment };
        var (handled, failed) = (NewEvent("1") with { ChangedAt = old }, NewEvent("2") with { ChangedAt = old });
        await StoreAsync([.. entries, young]);
        await Store.ReceiveAsync(
            [
                handled with { State = InboxState.Handled },
                failed with { State = InboxState.Failed },
                NewEvent("3") with { ChangedAt = old },
            ],
            Cancellation);

        Assert.Equal(3, await Store.ForgetAsync(moment, moment, moment, 2, Cancellation));
        Assert.Equal(1, await Store.ForgetAsync(moment, moment, moment, 2, Cancellation));
        Assert.Equal(0, await Store.ForgetAsync(moment, moment, moment, 2, Cancellation));

        var kept = await Store.QueryJournalAsync(new(), Cancellation);
        Assert.Equal([young.Id, entries[4].Id, entries[3].Id], kept.Select(one => one.Id));
        Assert.Equal(2, (await Store.QueryInboxAsync(new(), Cancellation)).Count);
        Assert.Equal(1, await Store.ReceiveAsync([NewEvent("1"), NewEvent("2")], Cancellation));
    }

    /// <summary>Runs of imports that ended go with the journal; one that is not over stays, whatever its age.</summary>
    [Fact]
    public async Task Forgets_runs_that_ended_long_ago()
    {
        var moment = Instant.FromUtc(2190, 1, 1, 0, 0);
        var old = NewRun() with { State = ImportRunState.Done, ChangedAt = moment - Duration.FromDays(1) };
        var (open, young) = (
            NewRun() with { ChangedAt = old.ChangedAt },
            NewRun() with { State = ImportRunState.Failed, ChangedAt = moment });
        await StoreAsync(Commit() with { Runs = [old, open, young] });

        Assert.Equal(1, await Store.ForgetAsync(moment, moment, moment, 10, Cancellation));

        Assert.Equal([young.Id, open.Id], (await Store.QueryRunsAsync(new(), Cancellation)).Select(one => one.Id));
    }

    /// <summary>A silence that nobody doubts any more goes; one that matters stays.</summary>
    [Fact]
    public async Task Forgets_silences_that_ended_long_ago()
    {
        var time = Duration.FromMinutes(1);
        await Store.BeatAsync(Earlier, time, Cancellation);
        await Store.BeatAsync(Now, time, Cancellation);
        await Store.BeatAsync(Later, time, Cancellation);

        Assert.Equal(1, await Store.ForgetAsync(Earlier, Earlier, Now + Duration.FromTicks(1), 10, Cancellation));

        Assert.Equal([new Interval(Now, Later)], await Store.BeatAsync(Later, time, Cancellation));
    }

    private Task<IReadOnlyList<Standstill>> QueryAsync(StandstillQuery query) => Store.QueryStandstillsAsync(query, Cancellation);

    private async Task<IEnumerable<string>> DueAsync(Instant now) =>
        (await Store.FindDueAsync(now, 10, Cancellation)).Connections.Select(one => one.ConnectionId).Order(StringComparer.Ordinal);
}
