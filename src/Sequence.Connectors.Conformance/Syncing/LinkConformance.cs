namespace Sequence.Connectors.Conformance;

/// <summary>What a store promises of links. Derive it once for each store.</summary>
public abstract class LinkConformance : SyncStoreSuite
{
    /// <summary>A link comes back whole, by the ids of either side.</summary>
    [Fact]
    public async Task Brings_a_link_back_whole_by_either_side()
    {
        var link = NewLink() with
        {
            Variant = "EUR",
            Address = new Uri("https://system.example.com/app/customer?nameId=71"),
            Fingerprint = "f1",
            Fields = ["Name", "BillingAddress"],
            Parts = [new RecordPart("L1", "1"), new RecordPart("L2", "2") { Kind = "InvoiceLine" }],
            Seen = new SeenState
            {
                Version = "3",
                ModifiedAt = Earlier + Duration.FromMilliseconds(123),
                Fingerprint = "f2",
                Status = DocumentStatus.Sent,
                PaymentStatus = PaymentStatus.PartiallyPaid,
                CreditStatus = CreditStatus.PartiallyApplied,
                Balance = 1234567.891m,
                Total = 2000000.5m,
                IssueDate = new LocalDate(2026, 2, 28),
                State = RecordState.Active,
            },
            IsGone = true,
        };
        await StoreAsync(link, NewLink("C-2", "72"));

        var stored = link with { Version = 1 };
        Assert.Equal([stored], await Store.FindLinksAsync(ConnectionId, [new(Customers, "C-1"), new(Invoices, "C-2")], Cancellation));
        Assert.Equal([stored], await Store.FindLinksByExternalAsync(ConnectionId, Customers, ["71", "unknown"], Cancellation));
        Assert.Empty(await Store.FindLinksAsync(ConnectionId, [], Cancellation));
    }

    /// <summary>Ids are compared by their exact characters: two systems' ids that differ in case are two records.</summary>
    [Fact]
    public async Task Compares_ids_by_their_exact_characters()
    {
        await StoreAsync(NewLink("C-1", "a1"), NewLink("c-1", "A1"), NewLink("C-1 ", "a1 "));

        Assert.Equal("a1", Assert.Single(await Store.FindLinksAsync(ConnectionId, [new(Customers, "C-1")], Cancellation)).ExternalId);
        Assert.Equal("c-1", Assert.Single(await Store.FindLinksByExternalAsync(ConnectionId, Customers, ["A1"], Cancellation)).LocalId);
    }

    /// <summary>A record of either side is in one link at most: a second invoice can never stand for the first.</summary>
    [Fact]
    public async Task Refuses_a_second_link_of_a_record_of_either_side()
    {
        await StoreAsync(NewLink());

        Assert.Equal(CommitResult.Conflict, await LinkAsync(NewLink("C-1", "72")));
        Assert.Equal(CommitResult.Conflict, await LinkAsync(NewLink("C-2", "71")));
        Assert.Single(await Store.ReadLinksAsync(ConnectionId, Customers, null, 10, Cancellation));
    }

    /// <summary>A customer with a record per currency has a link per currency; other connections and types do not matter.</summary>
    [Fact]
    public async Task Keeps_one_link_per_variant_type_and_connection()
    {
        await StoreAsync(
            NewLink(),
            NewLink() with
            {
                Variant = "EUR",
                ExternalId = "72",
            },
            NewLink(connectionId: "connection-2"),
            NewLink() with
            {
                RecordType = Invoices,
            }
        );

        Assert.Equal(
            ["71", "72"],
            (await Store.FindLinksAsync(ConnectionId, [new(Customers, "C-1")], Cancellation)).Select(one => one.ExternalId)
        );
    }

    /// <summary>A person who links a record anew replaces one link by another in one change.</summary>
    [Fact]
    public async Task Unlinks_and_links_anew_in_one_commit()
    {
        var before = NewLink();
        await StoreAsync(before);
        var after = NewLink("C-1", "72");

        await StoreAsync(Commit() with { Unlinked = [before with { Version = 1 }], Links = [after] });

        Assert.Equal([after with { Version = 1 }], await Store.ReadLinksAsync(ConnectionId, Customers, null, 10, Cancellation));
    }

    /// <summary>A link that was changed meanwhile is neither replaced nor removed.</summary>
    [Fact]
    public async Task Refuses_to_change_or_remove_an_older_version()
    {
        var link = NewLink();
        await StoreAsync(link);
        await StoreAsync(link with { Version = 1, Fingerprint = "f2" });

        Assert.Equal(CommitResult.Conflict, await LinkAsync(link with { Version = 1, Fingerprint = "f3" }));
        Assert.Equal(
            CommitResult.Conflict,
            await Store.CommitAsync(Commit() with { Unlinked = [link with { Version = 1 }] }, Cancellation)
        );
        Assert.Equal(
            CommitResult.Conflict,
            await Store.CommitAsync(Commit() with { Unlinked = [NewLink("C-9", "79") with { Version = 1 }] }, Cancellation)
        );
        Assert.Equal(
            [link with { Version = 2, Fingerprint = "f2" }],
            await Store.ReadLinksAsync(ConnectionId, Customers, null, 10, Cancellation)
        );
    }

    /// <summary>Of many that link one record, one wins.</summary>
    [Fact]
    public async Task Of_many_that_link_one_record_one_wins()
    {
        var results = await RaceAsync(writer => LinkAsync(NewLink("C-1", $"7{writer}")));

        Assert.Single(results, result => result == CommitResult.Stored);
        Assert.Equal(results.Length - 1, results.Count(result => result == CommitResult.Conflict));
    }

    /// <summary>All links of a type are read page by page, none twice and none left out.</summary>
    [Fact]
    public async Task Reads_links_page_by_page()
    {
        Link[] links = [.. Enumerable.Range(0, 25).Select(number => NewLink($"C-{number}", $"{number}"))];
        await StoreAsync(links);
        await StoreAsync(NewLink(connectionId: "connection-2"), NewLink() with { RecordType = Invoices });

        var read = new List<Link>();
        IReadOnlyList<Link> page;
        do
        {
            page = await Store.ReadLinksAsync(ConnectionId, Customers, read.LastOrDefault()?.Id, 10, Cancellation);
            read.AddRange(page);
        }
        while (page.Count > 0);

        Assert.Equal(links.Select(one => one with { Version = 1 }), read);
    }

    /// <summary>What waits for a record leaves as soon as that is linked: nobody has to remember it.</summary>
    [Fact]
    public async Task A_new_link_releases_what_waits_for_it()
    {
        var waiting = Waiting("INV-1", "C-1");
        var forOther = Waiting("INV-2", "C-2");
        var elsewhere = Waiting("INV-3", "C-1") with { ConnectionId = "connection-2" };
        var ofOtherType = Waiting("INV-4", "C-1") with { WaitsForType = Invoices };
        var done = Waiting("INV-5", "C-1") with { State = EntryState.Dismissed };
        await StoreAsync(waiting, forOther, elsewhere, ofOtherType, done);

        await StoreAsync(Commit() with { At = Later, Links = [NewLink()] });

        Assert.Equal(
            waiting with
            {
                State = EntryState.Pending,
                DueAt = Later,
                ChangedAt = Later,
                Version = 2,
            },
            await EntryAsync(waiting.Id)
        );
        foreach (var other in new[] { forOther, elsewhere, ofOtherType, done })
        {
            Assert.Equal(other with { Version = 1 }, await EntryAsync(other.Id));
        }
    }

    /// <summary>Only a new link releases: one that is changed says nothing new.</summary>
    [Fact]
    public async Task A_changed_link_releases_nothing()
    {
        var link = NewLink();
        await StoreAsync(link);
        var waiting = Waiting("INV-1", "C-1");
        await StoreAsync(waiting);

        await StoreAsync(link with { Version = 1, Fingerprint = "f2" });

        Assert.Equal(EntryState.Waiting, (await EntryAsync(waiting.Id)).State);
    }

    private Task<CommitResult> LinkAsync(Link link) => Store.CommitAsync(Commit() with { Links = [link] }, Cancellation);

    private JournalEntry Waiting(string localId, string forId) => NewEntry(localId) with
    {
        State = EntryState.Waiting,
        DueAt = null,
        WaitsForType = Customers,
        WaitsForId = forId,
    };
}
