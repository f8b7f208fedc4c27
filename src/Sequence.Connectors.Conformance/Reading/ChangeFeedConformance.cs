namespace Sequence.Connectors.Conformance;

/// <summary>
/// What a change feed promises of a type of record. Derive it for each type that the connector's <see cref="IChangeFeed"/> tells of.
/// </summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
/// <param name="bench">The system, and a person at it.</param>
public abstract class ChangeFeedConformance<TRecord>(IReadBench<TRecord> bench) : ReaderSuite<TRecord>(bench)
    where TRecord : class, IRecord
{
    private static readonly Duration SeveralDays = Duration.FromDays(3);

    private IChangeFeed Feed => Session.Find<IChangeFeed>() ?? throw new InvalidOperationException("The connector offers no change feed.");

    /// <summary>A feed begins with a cursor and has the type swept first: it tells nothing of the past.</summary>
    [Fact]
    public async Task Begins_with_a_cursor_and_wants_a_sweep()
    {
        await Seeds.SeedAsync(SmallPage, Cancellation);

        var page = Assert.Single(await FeedAsync(after: null));

        Assert.NotNull(page.Next);
        Assert.Equal([RecordType.Of<TRecord>()], page.ToSweep);
        Assert.Equal(0, page.Count);
    }

    /// <summary>What changes while the sweep runs that a feed began with is told after it.</summary>
    [Fact]
    public async Task A_change_during_the_first_sweep_is_told()
    {
        var ids = await Seeds.SeedAsync(SmallPage, Cancellation);
        Harness.Advance(SeveralDays);
        var cursor = await BeginAsync();
        await ReadAsync(ReadOptions.Sweep);
        await Seeds.ChangeAsync(ids[1], Cancellation);

        Assert.Contains(ids[1], IdsOf(Told(await FeedAsync(cursor))));
    }

    /// <summary>From cursor to cursor, everything new is told, and exactly the last page has the cursor.</summary>
    [Fact]
    public async Task Tells_everything_from_cursor_to_cursor()
    {
        var cursor = await BeginAsync();
        for (var round = 0; round < 3; round++)
        {
            Harness.Advance(SeveralDays);
            var made = await Seeds.SeedAsync(SmallPage + 1, Cancellation);

            var pages = await FeedAsync(cursor);

            AssertHasAll(made, IdsOf(Told(pages)), $"by the feed in round {round + 1}");
            Assert.All(pages, page => Assert.Empty(page.ToSweep));
            cursor = Assert.IsType<Cursor>(pages[^1].Next);
        }
    }

    /// <summary>Staying in step costs nothing while nothing happens.</summary>
    [Fact]
    public async Task Tells_nothing_when_nothing_changed()
    {
        await Seeds.SeedAsync(SmallPage, Cancellation);
        Harness.Advance(SeveralDays);
        var cursor = await BeginAsync();
        Harness.Advance(SeveralDays);

        Assert.Empty(Told(await FeedAsync(cursor)));
    }

    /// <summary>The feed tells a record as its reader does.</summary>
    [Fact]
    public async Task Tells_a_record_as_it_stands()
    {
        var cursor = await BeginAsync();
        var id = Assert.Single(await Seeds.SeedAsync(1, Cancellation));

        var told = Assert.IsType<Change<TRecord>.Current>(Assert.Single(Told(await FeedAsync(cursor)), change => change.ExternalId == id));

        Assert.Equal(told.Record, Assert.IsType<Change<TRecord>.Current>(Assert.Single(await FindAsync(id))).Record);
    }

    /// <summary>A deletion is told as one, and as that of no other record.</summary>
    [Fact]
    public async Task A_deletion_is_told()
    {
        if (Seeds is not IDeleteBench<TRecord> deleting || Traits.Deletions == DeletionVisibility.Never)
        {
            return;
        }

        var ids = await Seeds.SeedAsync(SmallPage, Cancellation);
        Harness.Advance(SeveralDays);
        var cursor = await BeginAsync();
        await deleting.DeleteAsync(ids[1], Cancellation);

        var told = Told(await FeedAsync(cursor));

        Assert.Equal(ids[1], Assert.Single(told.OfType<Change<TRecord>.Deleted>()).ExternalId);
        Assert.DoesNotContain(ids[1], IdsOf(told));
    }

    /// <summary>A type that the feed does not tell of is refused, not passed over.</summary>
    [Fact]
    public async Task Refuses_a_type_that_it_does_not_tell_of() => await Assert.ThrowsAnyAsync<ArgumentException>(
        async () => await Feed.ReadAsync(after: null, [new RecordType("Nothing")], Cancellation).ToListAsync(Cancellation));

    private async Task<List<FeedPage>> FeedAsync(Cursor? after) =>
        await Patiently(Feed.ReadAsync(after, [RecordType.Of<TRecord>()], Cancellation).ToListAsync(Cancellation).AsTask());

    private async Task<Cursor> BeginAsync() => Assert.IsType<Cursor>((await FeedAsync(after: null))[^1].Next);

    private static List<Change<TRecord>> Told(IEnumerable<FeedPage> pages) => [.. pages.SelectMany(page => page.Of<TRecord>())];
}
