namespace Sequence.Connectors.Conformance;

/// <summary>What a reader promises of archived records. Derive it for each type that the system can archive.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
/// <param name="bench">The system, and a person at it.</param>
public abstract class ArchiveConformance<TRecord>(IArchiveBench<TRecord> bench) : ReaderSuite<TRecord>(bench)
    where TRecord : class, IRecord
{
    /// <summary>A record that is hidden at the system is not taken for absent.</summary>
    [Fact]
    public async Task A_sweep_brings_archived_records_too()
    {
        var ids = await SeedAndArchiveAsync();

        AssertHasAll(ids, IdsOf(await ReadAsync(SmallPages)), "with one of them archived");
    }

    /// <summary>A host that wants only what is in use gets only that.</summary>
    [Fact]
    public async Task A_sweep_leaves_archived_records_out_when_asked()
    {
        var ids = await SeedAndArchiveAsync();

        var swept = IdsOf(await ReadAsync(SmallPages with { IncludeArchived = false }));

        AssertHasAll(ids.Where(id => id != ids[1]), swept, "without the archived one");
        Assert.DoesNotContain(ids[1], swept);
    }

    /// <summary>Archiving is a change, and never a deletion.</summary>
    [Fact]
    public async Task Archiving_is_brought_as_a_change()
    {
        var ids = await Seeds.SeedAsync(4, Cancellation);
        Harness.Advance(Duration.FromDays(1));
        var cursor = await CatchUpAsync();
        Harness.Advance(Duration.FromMinutes(10));
        await bench.ArchiveAsync(ids[1], Cancellation);
        Harness.Advance(Duration.FromMinutes(10));

        var changes = (await ReadAfterAsync(cursor)).Where(change => change.ExternalId == ids[1]).ToList();

        Assert.NotEmpty(changes);
        Assert.All(changes, change => Assert.IsType<Change<TRecord>.Current>(change));
    }

    /// <summary>A lookup finds an archived record.</summary>
    [Fact]
    public async Task Finding_an_archived_record_finds_it()
    {
        var ids = await SeedAndArchiveAsync();

        Assert.IsType<Change<TRecord>.Current>(Assert.Single(await FindAsync(ids[1])));
    }

    private async Task<IReadOnlyList<string>> SeedAndArchiveAsync()
    {
        var ids = await Seeds.SeedAsync(4, Cancellation);
        await bench.ArchiveAsync(ids[1], Cancellation);
        return ids;
    }
}
