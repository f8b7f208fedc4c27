namespace Sequence.Connectors.Conformance;

/// <summary>What the suites of readers share; derive one of them.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public abstract class ReaderSuite<TRecord> : ConformanceSuite
    where TRecord : class, IRecord
{
    private protected const int SmallPage = 3;

    private protected ReaderSuite(IReadBench<TRecord> bench)
        : base(bench.Harness) => Seeds = bench;

    private protected IReadBench<TRecord> Seeds { get; }

    private protected static ReadOptions SmallPages { get; } = new() { PageSize = SmallPage };

    private protected ReadTraits Traits => Session.Surface.Readers.Single(reader => reader.RecordType == RecordType.Of<TRecord>()).Traits;

    private protected async Task<List<ChangePage<TRecord>>> ReadAsync(ReadOptions options) =>
        await Patiently(Session.Records<TRecord>().ReadAsync(options, Cancellation).ToListAsync(Cancellation).AsTask());

    private protected async Task<List<Change<TRecord>>> FindAsync(params IReadOnlyCollection<string> ids) =>
        await Patiently(Session.Records<TRecord>().FindAsync(ids, Cancellation).ToListAsync(Cancellation).AsTask());

    /// <summary>Sweeps all records and gives the cursor to go on from.</summary>
    private protected async Task<Cursor> CatchUpAsync()
    {
        var pages = await ReadAsync(ReadOptions.Sweep);
        return Assert.IsType<Cursor>(pages[^1].Next);
    }

    private protected async Task<List<Change<TRecord>>> ReadAfterAsync(Cursor cursor) =>
        [.. Changes(await ReadAsync(new ReadOptions { After = cursor }))];

    private protected static IEnumerable<Change<TRecord>> Changes(IEnumerable<ChangePage<TRecord>> pages) =>
        pages.SelectMany(page => page.Changes);

    private protected static HashSet<string> IdsOf(IEnumerable<ChangePage<TRecord>> pages) => IdsOf(Changes(pages));

    private protected static HashSet<string> IdsOf(IEnumerable<Change<TRecord>> changes) =>
        changes.OfType<Change<TRecord>.Current>().Select(change => change.ExternalId).ToHashSet(StringComparer.Ordinal);

    private protected static void AssertHasAll(IEnumerable<string> expected, HashSet<string> actual, string when)
    {
        var lost = expected.Where(id => !actual.Contains(id)).ToArray();
        Assert.True(lost.Length == 0, $"{lost.Length} of the records were lost {when}: {string.Join(", ", lost)}");
    }
}
