namespace Sequence.Connectors.Conformance;

/// <summary>What a store promises of finding what is due, and of showing what is wrong. Derive it once for each store.</summary>
public abstract class DueWorkConformance : SyncStoreSuite
{
    /// <summary>An engine that has nothing to do is told so, and when to look again.</summary>
    [Fact]
    public async Task Says_when_the_next_thing_is_due()
    {
        Assert.Equal((null, null), NextOf(await Store.FindDueAsync(Now, 10, Cancellation)));
        await StoreAsync(
            Commit() with
            {
                Entries =
                [
                    NewEntry() with
                    {
                        DueAt = Later + Duration.FromTicks(1),
                    },
                    NewEntry() with
                    {
                        DueAt = Later,
                        State = EntryState.Sent,
                    },
                ],
                Cursors = [NewCursor() with { DueAt = Later + Duration.FromHours(1) }],
            }
        );

        var due = await Store.FindDueAsync(Now, 10, Cancellation);

        Assert.Null(due.OldestPublicationAt);
        Assert.Empty(due.Connections);
        Assert.Equal((Later, Later + Duration.FromHours(1)), NextOf(due));
    }

    /// <summary>What is not done is counted, by what it waits for; what is done is not.</summary>
    [Fact]
    public async Task Counts_what_is_not_done()
    {
        await StoreAsync(
            Commit() with
            {
                Publications = [NewPublication(), NewPublication("INV-2")],
                Entries =
                [
                    NewEntry(),
                    NewEntry("INV-2") with { State = EntryState.Waiting, DueAt = null },
                    NewEntry("INV-3") with { State = EntryState.Sent },
                    NewEntry("INV-4") with { State = EntryState.Rejected, DueAt = null },
                    NewEntry("INV-5") with { State = EntryState.Done, DueAt = null },
                    NewEntry("INV-6", "another") with { DueAt = Later },
                ],
                Cursors =
                [
                    NewCursor() with { FreshAt = Now, DueAt = Later },
                    NewCursor(Customers) with { FreshAt = Earlier, DueAt = Later },
                    NewCursor(connectionId: "ended") with { FreshAt = Earlier - Duration.FromDays(9), DueAt = null },
                ],
            }
        );
        await Store.ReceiveAsync(
            [NewEvent(), NewEvent("event-2") with { State = InboxState.Handled, DueAt = null }],
            Cancellation
        );

        Assert.Equal(
            new SyncBacklog
            {
                Publications = 2,
                Pending = 2,
                Waiting = 1,
                Unsettled = 1,
                Rejected = 1,
                Incoming = 1,
                FreshAt = Earlier,
            },
            await Store.ReadBacklogAsync(Cancellation)
        );
    }

    /// <summary>What was published is seen at once.</summary>
    [Fact]
    public async Task Says_that_something_was_published()
    {
        await StoreAsync(Commit() with { Publications = [NewPublication() with { PublishedAt = Earlier }, NewPublication()] });

        Assert.Equal(Earlier, (await Store.FindDueAsync(Now, 10, Cancellation)).OldestPublicationAt);
    }

    /// <summary>Every kind of work counts; the connection that has waited longest comes first, each once.</summary>
    [Fact]
    public async Task Brings_connections_with_something_due_longest_waiting_first()
    {
        await StoreAsync(
            Commit() with
            {
                Entries =
                [
                    NewEntry(connectionId: "c-pending"),
                    NewEntry(connectionId: "c-pending") with
                    {
                        DueAt = Now - Duration.FromMinutes(1),
                    },
                    NewEntry(connectionId: "c-sent") with
                    {
                        State = EntryState.Sent,
                        DueAt = Now - Duration.FromMinutes(4),
                        Tenant = "tenant-2",
                    },
                    NewEntry(connectionId: "c-later") with
                    {
                        DueAt = Later,
                    },
                    NewEntry(connectionId: "c-done") with
                    {
                        State = EntryState.Done,
                    },
                    NewEntry(connectionId: "c-waiting") with
                    {
                        State = EntryState.Waiting,
                    },
                    NewEntry(connectionId: "c-never") with
                    {
                        DueAt = null,
                    },
                ],
                Cursors =
                [
                    NewCursor(connectionId: "c-cursor") with
                    {
                        DueAt = Now - Duration.FromMinutes(2),
                    },
                    NewCursor(connectionId: "c-sweep-later") with
                    {
                        DueAt = Later + Duration.FromMinutes(1),
                    },
                    NewCursor(connectionId: "c-resting"),
                ],
            }
        );
        await Store.ReceiveAsync(
            [NewEvent(connectionId: "c-event") with { DueAt = Now - Duration.FromMinutes(3) }],
            Cancellation
        );

        var due = await Store.FindDueAsync(Now, 10, Cancellation);

        Assert.Equal(
            [
                new DueConnection("c-sent", "tenant-2", Now - Duration.FromMinutes(4)),
                new DueConnection("c-event", Tenant, Now - Duration.FromMinutes(3)),
                new DueConnection("c-cursor", Tenant, Now - Duration.FromMinutes(2)),
                new DueConnection("c-pending", Tenant, Now - Duration.FromMinutes(1)),
            ],
            due.Connections);
        Assert.Equal((Later, Later + Duration.FromMinutes(1)), NextOf(due));
        Assert.Equal(["c-sent", "c-event"], (await Store.FindDueAsync(Now, 2, Cancellation)).Connections.Select(one => one.ConnectionId));
    }

    /// <summary>Handled events are never due again.</summary>
    [Fact]
    public async Task Leaves_out_events_that_are_done()
    {
        var row = NewEvent();
        await Store.ReceiveAsync([row], Cancellation);
        await StoreAsync(Commit() with { Events = [row with { Version = 1, State = InboxState.Handled }] });

        var due = await Store.FindDueAsync(Later, 10, Cancellation);

        Assert.Empty(due.Connections);
        Assert.Equal((null, null), NextOf(due));
    }

    /// <summary>A tenant's page of trouble shows what is wrong, newest first, and nobody else's.</summary>
    [Fact]
    public async Task Shows_the_journal_newest_first_a_page_at_a_time()
    {
        var first = NewEntry();
        var wrong = NewEntry("INV-2") with { Problems = [Trouble], ProblemSince = Earlier, FixedBy = FixedBy.Finance };
        var mended = NewEntry("INV-3") with { State = EntryState.Done, ProblemSince = Earlier };
        var other = NewEntry("INV-4", "connection-2") with { Tenant = "tenant-2", RecordType = Customers };
        await StoreAsync(first, wrong, mended, other);

        Assert.Equal([other.Id, mended.Id, wrong.Id, first.Id], await QueryAsync(new()));
        Assert.Equal([mended.Id, wrong.Id], await QueryAsync(new() { Tenant = Tenant, Max = 2 }));
        Assert.Equal([first.Id], await QueryAsync(new() { Tenant = Tenant, Max = 2, Before = wrong.Id }));
        Assert.Equal([wrong.Id], await QueryAsync(new() { OnlyProblems = true }));
        Assert.Equal([wrong.Id], await QueryAsync(new() { FixedBy = FixedBy.Finance }));
        Assert.Equal([other.Id], await QueryAsync(new() { ConnectionId = "connection-2", RecordType = Customers, LocalId = "INV-4" }));
        Assert.Empty(await QueryAsync(new() { Tenant = "TENANT-1" }));
    }

    /// <summary>Cursors come back whole, and two processes never overwrite each other's place unseen.</summary>
    [Fact]
    public async Task Keeps_cursors_by_connection_and_type()
    {
        var cursor = NewCursor() with
        {
            Cursor = new Cursor("2026-03-01T10:00:00-08:00|7"),
            FreshAt = Earlier,
            DueAt = Later,
            Failures = 2,
            Problem = Trouble,
        };
        await StoreAsync(Commit() with { Cursors = [cursor, NewCursor(Customers), NewCursor(connectionId: "connection-2")] });

        Assert.Equal(
            [NewCursor(Customers) with { Version = 1 }, cursor with { Version = 1 }],
            await Store.ReadCursorsAsync(ConnectionId, Cancellation)
        );
        Assert.Equal(CommitResult.Conflict, await Store.CommitAsync(Commit() with { Cursors = [NewCursor()] }, Cancellation));
        await StoreAsync(Commit() with { Cursors = [NewCursor() with { Version = 1 }] });
        Assert.Equal(
            CommitResult.Conflict,
            await Store.CommitAsync(Commit() with { Cursors = [cursor with { Version = 1 }] }, Cancellation)
        );
        Assert.Contains(NewCursor() with { Version = 2 }, await Store.ReadCursorsAsync(ConnectionId, Cancellation));
    }

    private static (Instant? Work, Instant? Sweep) NextOf(DueWork due) => (due.NextAt, due.NextSweepAt);

    private async Task<IEnumerable<Guid>> QueryAsync(JournalQuery query) =>
        (await Store.QueryJournalAsync(query, Cancellation)).Select(one => one.Id);
}
