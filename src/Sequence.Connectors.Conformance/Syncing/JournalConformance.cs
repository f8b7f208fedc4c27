namespace Sequence.Connectors.Conformance;

/// <summary>What a store promises of the outbox and the journal. Derive it once for each store.</summary>
public abstract class JournalConformance : SyncStoreSuite
{
    /// <summary>What was published comes back whole and in order, until it is spread.</summary>
    [Fact]
    public async Task Keeps_publications_in_order_until_they_are_spread()
    {
        var first = NewPublication() with { Entity = "DE", ConnectionId = ConnectionId, By = "Ann & Bo", IsBackfill = true };
        var second = NewPublication();
        await StoreAsync(Commit() with { Publications = [second, first] });

        Assert.Equal([first, second], await Store.ReadPublicationsAsync(10, Cancellation));
        Assert.Equal([first], await Store.ReadPublicationsAsync(1, Cancellation));
        await StoreAsync(Commit() with { Spread = [first.Id] });
        Assert.Equal([second], await Store.ReadPublicationsAsync(10, Cancellation));
    }

    /// <summary>Two processes that spread one publication make its entries once.</summary>
    [Fact]
    public async Task Spreads_a_publication_once()
    {
        var publication = NewPublication();
        await StoreAsync(Commit() with { Publications = [publication] });

        var results = await RaceAsync(_ =>
            Store.CommitAsync(Commit() with { Spread = [publication.Id], Entries = [NewEntry()] }, Cancellation)
        );

        Assert.Single(results, result => result == CommitResult.Stored);
        Assert.Single(await Store.ReadDueEntriesAsync(ConnectionId, Now, 100, Cancellation));
    }

    /// <summary>An entry comes back whole: what was sent, why it waits, what became of it.</summary>
    [Fact]
    public async Task Brings_an_entry_back_whole()
    {
        var entry = NewEntry() with
        {
            Variant = "EUR",
            Key = "key-1",
            By = "Ann",
            IsBackfill = true,
            State = EntryState.Rejected,
            Tries = 3,
            WaitsForType = Customers,
            WaitsForId = "C-1",
            WaitsForVariant = "EUR",
            Problems = [Trouble, Trouble with { Path = "", Fix = null, Link = null }],
            FixedBy = FixedBy.Finance,
            ProblemSince = Earlier,
            ExternalId = "130",
            Link = new Uri("https://system.example.com/app/invoice?txnId=130&name=%C3%A4"),
            Notes =
            [
                new MappingNote
                {
                    Kind = MappingNoteKind.Rounded,
                    Path = "Lines[0].Quantity",
                    From = "0.333",
                    To = "0.33",
                    Message = "Rounded.",
                },
            ],
            RequestId = "1-62f",
            Outcome = "Created",
        };

        await StoreAsync(entry);

        Assert.Equal(entry with { Version = 1 }, await EntryAsync(entry.Id));
        Assert.Null(await Store.FindEntryAsync(Guid.NewGuid(), Cancellation));
    }

    /// <summary>
    /// A decision that was made on an older entry changes nothing: not that entry, and nothing that was to be stored with it.
    /// </summary>
    [Fact]
    public async Task Stores_nothing_of_a_commit_with_a_stale_entry()
    {
        var entry = NewEntry();
        await StoreAsync(entry);
        await StoreAsync((await EntryAsync(entry.Id)) with { State = EntryState.Sent });
        var other = NewEntry("INV-2");

        var result = await Store.CommitAsync(
            Commit() with
            {
                Publications = [NewPublication()],
                Entries = [other, entry with { Version = 1, State = EntryState.Done }],
                Links = [NewLink()],
            },
            Cancellation
        );

        Assert.Equal(CommitResult.Conflict, result);
        Assert.Equal(entry with { State = EntryState.Sent, Version = 2 }, await EntryAsync(entry.Id));
        Assert.Null(await Store.FindEntryAsync(other.Id, Cancellation));
        Assert.Empty(await Store.ReadPublicationsAsync(10, Cancellation));
        Assert.Empty(await Store.ReadLinksAsync(ConnectionId, Customers, null, 10, Cancellation));
    }

    /// <summary>A new entry never overwrites another, and one that is gone is not made again.</summary>
    [Fact]
    public async Task Refuses_a_new_entry_that_is_there_and_a_changed_one_that_is_not()
    {
        var entry = NewEntry();
        await StoreAsync(entry);

        Assert.Equal(
            CommitResult.Conflict,
            await Store.CommitAsync(Commit() with { Entries = [entry with { Payload = "other" }] }, Cancellation)
        );
        Assert.Equal(
            CommitResult.Conflict,
            await Store.CommitAsync(Commit() with { Entries = [NewEntry() with { Version = 1 }] }, Cancellation)
        );
        Assert.Equal(entry with { Version = 1 }, await EntryAsync(entry.Id));
    }

    /// <summary>Of many processes that take one entry in hand, one wins.</summary>
    [Fact]
    public async Task Of_many_writers_one_wins()
    {
        var entry = NewEntry();
        await StoreAsync(entry);

        var results = await RaceAsync(
            writer => Store.CommitAsync(Commit() with { Entries = [entry with { Version = 1, By = $"Writer {writer}" }] }, Cancellation));

        Assert.Single(results, result => result == CommitResult.Stored);
        Assert.All(results, result => Assert.NotEqual(CommitResult.LeaseLost, result));
    }

    /// <summary>What is pending and due is brought in the order of its making, live events before history.</summary>
    [Fact]
    public async Task Brings_due_entries_live_before_backfill_and_oldest_first()
    {
        var history = NewEntry("INV-0") with { IsBackfill = true };
        var first = NewEntry() with { DueAt = Earlier };
        var second = NewEntry("INV-2");
        await StoreAsync(
            history, first, second,
            NewEntry() with { DueAt = Later },
            NewEntry() with { DueAt = null },
            NewEntry() with { State = EntryState.Sent },
            NewEntry() with { State = EntryState.Waiting },
            NewEntry(connectionId: "connection-2"));

        Assert.Equal([first.Id, second.Id, history.Id], IdsOf(await Store.ReadDueEntriesAsync(ConnectionId, Now, 10, Cancellation)));
        Assert.Equal([first.Id, second.Id], IdsOf(await Store.ReadDueEntriesAsync(ConnectionId, Now, 2, Cancellation)));
    }

    /// <summary>What left and is not settled is looked at again when its time has come.</summary>
    [Fact]
    public async Task Brings_sent_entries_that_are_due()
    {
        var sent = NewEntry() with { State = EntryState.Sent };
        await StoreAsync(sent, NewEntry() with { State = EntryState.Sent, DueAt = Later }, NewEntry());

        Assert.Equal([sent.Id], IdsOf(await Store.ReadSentEntriesAsync(ConnectionId, Now, Cancellation)));
    }

    /// <summary>What else is to be done to a record is found, so that a later change can take the place of an earlier one.</summary>
    [Fact]
    public async Task Brings_the_open_entries_of_records()
    {
        var waiting = NewEntry() with { State = EntryState.Waiting, DueAt = null };
        var rejected = NewEntry() with { State = EntryState.Rejected };
        var customer = NewEntry("INV-1") with { RecordType = Customers };
        await StoreAsync(
            waiting, rejected, customer,
            NewEntry() with { State = EntryState.Done },
            NewEntry() with { State = EntryState.Superseded },
            NewEntry() with { State = EntryState.Dismissed },
            NewEntry("inv-1"),
            NewEntry(connectionId: "connection-2"));

        Assert.Equal(
            [waiting.Id, rejected.Id],
            IdsOf(await Store.ReadOpenEntriesAsync(ConnectionId, [new(Invoices, "INV-1"), new(Customers, "C-1")], Cancellation)));
        Assert.Equal(
            [waiting.Id, rejected.Id, customer.Id],
            IdsOf(await Store.ReadOpenEntriesAsync(ConnectionId, [new(Customers, "INV-1"), new(Invoices, "INV-1")], Cancellation)));
        Assert.Empty(await Store.ReadOpenEntriesAsync(ConnectionId, [], Cancellation));
    }

    /// <summary>After a crash the entries of an attempt are found by the keys that its envelope holds.</summary>
    [Fact]
    public async Task Brings_sent_entries_by_their_keys()
    {
        var first = NewEntry() with { Key = "k1", State = EntryState.Sent };
        var second = NewEntry("INV-2") with { Key = "k2", State = EntryState.Sent };
        await StoreAsync(
            second, first,
            NewEntry("INV-3") with { Key = "k3", State = EntryState.Done },
            NewEntry("INV-4") with { Key = "k3", State = EntryState.Pending },
            NewEntry("INV-5") with { Key = "K1", State = EntryState.Sent });

        Assert.Equal([first.Id, second.Id], IdsOf(await Store.ReadSentEntriesByKeyAsync(ConnectionId, ["k2", "k1", "k3"], Cancellation)));
        Assert.Empty(await Store.ReadSentEntriesByKeyAsync("connection-2", ["k1"], Cancellation));
    }

    /// <summary>What left is known until it is settled, whole, in the order in which it left.</summary>
    [Fact]
    public async Task Keeps_attempts_until_they_are_settled()
    {
        var first = NewAttempt("a1", Earlier);
        var second = NewAttempt("a2", Now);
        await StoreAsync(Commit() with { Opened = [second, first, NewAttempt("a3", Now) with { ConnectionId = "connection-2" }] });
        var repeated = first with { Attempt = first.Attempt with { RepeatedAt = Later } };
        await StoreAsync(Commit() with { Opened = [repeated] });

        Assert.Equal([repeated, second], await Store.ReadAttemptsAsync(ConnectionId, Cancellation));
        await StoreAsync(Commit() with { Settled = ["a1", "gone"] });
        Assert.Equal([second], await Store.ReadAttemptsAsync(ConnectionId, Cancellation));
    }

    private static IEnumerable<Guid> IdsOf(IEnumerable<JournalEntry> entries) => entries.Select(one => one.Id);

    private static OpenAttempt NewAttempt(string key, Instant startedAt) => new()
    {
        ConnectionId = ConnectionId,
        RecordType = Invoices,
        Attempt = new WriteAttempt { Key = key, Members = ["k1", "k2"], Fingerprint = "f1", StartedAt = startedAt },
    };
}
