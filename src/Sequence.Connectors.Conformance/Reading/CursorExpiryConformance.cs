namespace Sequence.Connectors.Conformance;

/// <summary>What a reader promises of cursors that the system forgot. Derive it for each type whose cursors run out.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
/// <param name="bench">The system, and a person at it.</param>
public abstract class CursorExpiryConformance<TRecord>(ICursorBench<TRecord> bench) : ReaderSuite<TRecord>(bench)
    where TRecord : class, IRecord
{
    /// <summary>A host that was away for long is told to sweep; it is neither stopped by an error nor left with a gap.</summary>
    [Fact]
    public async Task An_expired_cursor_is_told_and_a_sweep_brings_all()
    {
        var ids = await Seeds.SeedAsync(4, Cancellation);
        var cursor = await CatchUpAsync();
        await bench.ExpireCursorsAsync(Cancellation);

        var page = Assert.Single(await ReadAsync(SmallPages with { After = cursor }));

        Assert.Equal(ChangePageState.CursorExpired, page.State);
        Assert.Empty(page.Changes);
        AssertHasAll(ids, IdsOf(await ReadAsync(SmallPages)), "by the sweep after an expired cursor");
    }
}
