namespace Sequence.Connectors.Conformance;

/// <summary>What a reader promises of members and words that nobody knows yet. Derive it for each type that can be given some.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
/// <param name="bench">The system, and a person at it.</param>
public abstract class UnknownConformance<TRecord>(IUnknownBench<TRecord> bench) : ReaderSuite<TRecord>(bench)
    where TRecord : class, IRecord
{
    /// <summary>A vendor's new version neither stops an import nor hides a record.</summary>
    [Fact]
    public async Task Unknown_words_neither_throw_nor_lose_a_record()
    {
        var ids = await Seeds.SeedAsync(4, Cancellation);
        await bench.AddUnknownAsync(ids[1], Cancellation);

        AssertHasAll(ids, IdsOf(await ReadAsync(SmallPages)), "with unknown words in one of them");
        Assert.IsType<Change<TRecord>.Current>(Assert.Single(await FindAsync(ids[1])));
    }

    /// <summary>What the model does not know is kept as received.</summary>
    [Fact]
    public async Task The_payload_keeps_an_unknown_member()
    {
        var ids = await Seeds.SeedAsync(1, Cancellation);
        var member = await bench.AddUnknownAsync(ids[0], Cancellation);

        var current = Assert.IsType<Change<TRecord>.Current>(Assert.Single(await FindAsync(ids[0])));

        Assert.Contains(member, Assert.IsType<RecordSource>(current.Record.Source).Payload.ToString(), StringComparison.Ordinal);
    }
}
