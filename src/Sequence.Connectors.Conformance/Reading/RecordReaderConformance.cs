namespace Sequence.Connectors.Conformance;

/// <summary>What every reader of a type of record promises. Derive it once for each type that the connector reads.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
/// <param name="bench">The system, and a person at it.</param>
public abstract class RecordReaderConformance<TRecord>(IReadBench<TRecord> bench) : ReaderSuite<TRecord>(bench)
    where TRecord : class, IRecord
{
    private const int Seeded = 8;

    /// <summary>An import shows every record that the system holds.</summary>
    [Fact]
    public async Task A_sweep_brings_every_record()
    {
        var ids = await SeedAsync();

        AssertHasAll(ids, IdsOf(await ReadAsync(SmallPages)), "by a sweep");
    }

    /// <summary>A host knows when it has seen everything: only then does absence count.</summary>
    [Fact]
    public async Task Exactly_the_last_page_ends_a_sweep()
    {
        await SeedAsync();

        var pages = await ReadAsync(SmallPages);

        Assert.Equal(ChangePageState.End, pages[^1].State);
        Assert.All(pages.SkipLast(1), page => Assert.Equal(ChangePageState.More, page.State));
    }

    /// <summary>A small account, or a new one, can be swept too.</summary>
    [Fact]
    public async Task A_sweep_of_nothing_ends_as_well()
    {
        var pages = await ReadAsync(SmallPages);

        Assert.Equal(ChangePageState.End, pages[^1].State);
    }

    /// <summary>Whatever page a process stopped after, the next one goes on without a gap.</summary>
    [Fact]
    public async Task Resumes_after_every_page_without_losing_a_record()
    {
        var ids = await SeedAsync();
        var pages = await ReadAsync(SmallPages);

        for (var stop = 0; stop < pages.Count - 1; stop++)
        {
            if (pages[stop].Next is { } cursor)
            {
                var rest = await ReadAsync(SmallPages with { After = cursor });

                AssertHasAll(ids, IdsOf(pages.Take(stop + 1).Concat(rest)), $"when resuming after page {stop + 1}");
            }
        }
    }

    /// <summary>A change at the system arrives at the host.</summary>
    [Fact]
    public async Task A_change_after_the_cursor_is_brought()
    {
        var ids = await SeedAsync();
        Harness.Advance(Duration.FromDays(1));
        var cursor = await CatchUpAsync();
        Harness.Advance(Duration.FromMinutes(10));
        await Seeds.ChangeAsync(ids[1], Cancellation);
        Harness.Advance(Duration.FromMinutes(10));

        Assert.Contains(ids[1], IdsOf(await ReadAfterAsync(cursor)));
    }

    /// <summary>
    /// People go on working while an import runs: a change in the middle of a sweep loses no record, and is brought itself.
    /// </summary>
    [Fact]
    public async Task A_change_in_the_middle_of_a_sweep_loses_nothing()
    {
        var ids = await SeedAsync();
        Harness.Advance(Duration.FromMinutes(10));
        var pages = new List<ChangePage<TRecord>>();
        string? changed = null;
        await foreach (var page in Session.Records<TRecord>().ReadAsync(SmallPages, Cancellation))
        {
            pages.Add(page);
            if (changed is null && ids.FirstOrDefault(IdsOf([page]).Contains) is { } first)
            {
                changed = first;
                await Seeds.ChangeAsync(first, Cancellation);
            }
        }

        Harness.Advance(Duration.FromMinutes(10));
        var after = await ReadAfterAsync(Assert.IsType<Cursor>(pages[^1].Next));

        AssertHasAll(ids, IdsOf(pages), "by a sweep during which one of them was changed");
        var seenFirst = pages.FindIndex(page => IdsOf([page]).Contains(changed!));
        Assert.Contains(changed!, IdsOf(Changes(pages.Skip(seenFirst + 1)).Concat(after)));
    }

    /// <summary>A new record at the system arrives at the host, and the next cursor brings what comes after it.</summary>
    [Fact]
    public async Task New_records_are_brought_from_cursor_to_cursor()
    {
        await SeedAsync();
        var cursor = await CatchUpAsync();

        for (var round = 0; round < 3; round++)
        {
            Harness.Advance(Duration.FromHours(1));
            var made = await Seeds.SeedAsync(SmallPage + 1, Cancellation);
            Harness.Advance(Duration.FromMinutes(10));

            var pages = await ReadAsync(SmallPages with { After = cursor });

            AssertHasAll(made, IdsOf(pages), $"in round {round + 1} after the sweep");
            cursor = Assert.IsType<Cursor>(pages[^1].Next);
        }
    }

    /// <summary>
    /// Staying in step costs nothing while nothing happens; a system without an order of changes brings everything again.
    /// </summary>
    [Fact]
    public async Task Nothing_new_brings_no_old_changes()
    {
        var ids = await SeedAsync();
        Harness.Advance(Duration.FromDays(1));
        var cursor = await CatchUpAsync();
        Harness.Advance(Duration.FromHours(1));

        var again = IdsOf(await ReadAfterAsync(cursor));

        if (Traits.Mode == ReadMode.Incremental)
        {
            Assert.DoesNotContain(again, ids.Contains);
        }
        else
        {
            AssertHasAll(ids, again, "by the next sweep");
        }
    }

    /// <summary>A host decides how much it holds in memory.</summary>
    [Fact]
    public async Task No_page_is_larger_than_asked_for()
    {
        await SeedAsync();

        Assert.All(await ReadAsync(SmallPages), page => Assert.InRange(page.Changes.Count, 0, SmallPage));
        Assert.All(await ReadAsync(ReadOptions.Sweep), page => Assert.InRange(page.Changes.Count, 0, Traits.PageSize));
    }

    /// <summary>A sweep is bound by the vendor's limits, so it never asks more often than there are pages.</summary>
    [Fact]
    public async Task A_sweep_sends_one_request_for_each_page()
    {
        await SeedAsync();
        var records = Changes(await ReadAsync(SmallPages)).Count();
        var before = Harness.RequestsSent;

        await ReadAsync(SmallPages);

        Assert.InRange(Harness.RequestsSent - before, 1, ((records + SmallPage - 1) / SmallPage) + 1);
    }

    /// <summary>Whatever the model leaves out, the record as the system sent it is there.</summary>
    [Fact]
    public async Task The_raw_payload_is_JSON_and_holds_the_id()
    {
        await SeedAsync();

        foreach (var record in await RecordsAsync())
        {
            using var payload = Source(record).Payload.Parse();

            Assert.Contains(record.Id, Source(record).Payload.ToString(), StringComparison.Ordinal);
        }
    }

    /// <summary>A record says where it comes from, and tells what its connector promises beside it.</summary>
    [Fact]
    public async Task A_record_tells_its_source()
    {
        await SeedAsync();

        foreach (var record in await RecordsAsync())
        {
            var source = Source(record);
            Assert.Equal(Session.Connector.Id, source.Connector);
            Assert.Equal(record.Id, source.ExternalId);
            Assert.True(
                !Seeds.Details.HasFlag(SourceDetails.Version) || !string.IsNullOrEmpty(source.Version), $"{record.Id} has no version.");
            Assert.True(!Seeds.Details.HasFlag(SourceDetails.Link) || source.Link is { IsAbsoluteUri: true }, $"{record.Id} has no link.");
            Assert.True(
                !Seeds.Details.HasFlag(SourceDetails.ModifiedAt) || source.ModifiedAt is not null,
                $"{record.Id} has no time of its last change.");
        }
    }

    /// <summary>A lookup answers for every id that was asked for, once, and says so when it finds nothing.</summary>
    [Fact]
    public async Task Finding_gives_one_change_for_each_distinct_id()
    {
        var ids = await SeedAsync();

        var changes = await FindAsync([ids[0], Seeds.UnknownId, ids[3], ids[0]]);

        Assert.Equal([ids[0], ids[3]], IdsOf(changes));
        Assert.Equal(Seeds.UnknownId, Assert.Single(changes.OfType<Change<TRecord>.NotFound>()).ExternalId);
        Assert.Equal(3, changes.Count);
    }

    /// <summary>However many ids are asked for, the answer is whole.</summary>
    [Fact]
    public async Task Finding_many_ids_finds_all()
    {
        var ids = await Seeds.SeedAsync(65, Cancellation);

        var changes = await FindAsync(ids);

        AssertHasAll(ids, IdsOf(changes), "by a lookup");
        Assert.Equal(ids.Count, changes.Count);
    }

    /// <summary>A lookup shows the record of this moment, past every cache.</summary>
    [Fact]
    public async Task Finding_shows_a_change_at_once()
    {
        var id = (await SeedAsync())[0];
        var before = Current(Assert.Single(await FindAsync(id)));
        await Seeds.ChangeAsync(id, Cancellation);

        var after = Current(Assert.Single(await FindAsync(id)));

        Assert.NotEqual(Source(before).Payload, Source(after).Payload);
    }

    /// <summary>A system that is asked too often only costs time.</summary>
    [Fact]
    public async Task A_rate_limited_read_waits_and_succeeds()
    {
        var ids = await SeedAsync();
        var wait = Duration.FromSeconds(25);
        var start = Now();
        Harness.Faults.RateLimitNextCall(wait);

        AssertHasAll(ids, IdsOf(await ReadAsync(SmallPages)), "after a rate limit");
        Assert.True(Now() - start >= wait, $"The read went on {Now() - start} after it was told to wait for {wait}.");
    }

    /// <summary>
    /// A broken connection in the middle of a sweep loses nothing: pages that were given stand, and their cursor goes on.
    /// </summary>
    [Fact]
    public async Task A_cut_answer_loses_nothing()
    {
        var ids = await SeedAsync();
        var brought = new List<ChangePage<TRecord>>();
        Harness.Faults.CutNextRead();

        if (!await Patiently(TryReadAsync(brought)))
        {
            // A connector may give up after its own repetitions, as long as it says that trying again helps.
            Assert.True(await Patiently(TryReadAsync(brought)), "One broken connection stopped two sweeps.");
        }

        AssertHasAll(ids, IdsOf(brought), "after a broken connection");
    }

    /// <summary>A host that shuts down is not kept waiting, and never takes a cancelled sweep for a complete one.</summary>
    [Fact]
    public async Task Cancellation_ends_the_stream()
    {
        await SeedAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var page in Session.Records<TRecord>().ReadAsync(SmallPages, stop.Token))
            {
                await stop.CancelAsync();
            }
        });
    }

    /// <summary>A token that is cancelled already sends nothing.</summary>
    [Fact]
    public async Task A_cancelled_token_sends_nothing()
    {
        await SeedAsync();
        var before = Harness.RequestsSent;
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Session.Records<TRecord>().ReadAsync(SmallPages, stop.Token).ToListAsync(stop.Token));
        Assert.Equal(before, Harness.RequestsSent);
    }

    private Task<IReadOnlyList<string>> SeedAsync() => Seeds.SeedAsync(Seeded, Cancellation);

    private async Task<bool> TryReadAsync(List<ChangePage<TRecord>> brought)
    {
        var options = SmallPages with { After = brought.LastOrDefault(page => page.Next is not null)?.Next };
        try
        {
            await foreach (var page in Session.Records<TRecord>().ReadAsync(options, Cancellation))
            {
                brought.Add(page);
            }

            return true;
        }
        catch (ConnectorException exception) when (exception.IsTransient)
        {
            return false;
        }
    }

    private async Task<List<TRecord>> RecordsAsync()
    {
        var records = Changes(await ReadAsync(SmallPages)).OfType<Change<TRecord>.Current>().Select(change => change.Record).ToList();
        Assert.NotEmpty(records);
        return records;
    }

    private static TRecord Current(Change<TRecord> change) => Assert.IsType<Change<TRecord>.Current>(change).Record;

    private static RecordSource Source(TRecord record) => Assert.IsType<RecordSource>(record.Source);
}
