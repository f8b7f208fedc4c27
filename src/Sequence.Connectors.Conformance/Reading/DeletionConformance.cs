namespace Sequence.Connectors.Conformance;

/// <summary>
/// What a reader promises of deletions. Derive it for each type whose <see cref="ReadTraits.Deletions"/> are not <see
/// cref="DeletionVisibility.Never"/>.
/// </summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
/// <param name="bench">The system, and a person at it.</param>
public abstract class DeletionConformance<TRecord>(IDeleteBench<TRecord> bench) : ReaderSuite<TRecord>(bench)
    where TRecord : class, IRecord
{
    /// <summary>A deleted record does not live on at the host: the system tells it, or a complete sweep shows it by absence.</summary>
    [Fact]
    public async Task A_deletion_comes_to_light_as_declared()
    {
        var (ids, cursor) = await SeedAndDeleteAsync();

        if (Traits.Deletions == DeletionVisibility.Feed)
        {
            var deleted = (await ReadAfterAsync(cursor)).OfType<Change<TRecord>.Deleted>().ToList();
            Assert.NotEmpty(deleted);
            Assert.All(deleted, change => Assert.Equal(ids[1], change.ExternalId));
        }
        else
        {
            var sweep = await ReadAsync(SmallPages);
            Assert.Equal(ChangePageState.End, sweep[^1].State);
            Assert.DoesNotContain(ids[1], IdsOf(sweep));
        }
    }

    /// <summary>The deletion of one record is never taken for that of another.</summary>
    [Fact]
    public async Task The_other_records_stay()
    {
        var (ids, _) = await SeedAndDeleteAsync();

        AssertHasAll(ids.Where(id => id != ids[1]), IdsOf(await ReadAsync(SmallPages)), "with the deletion of another one");
    }

    /// <summary>A lookup never shows a deleted record as if it stood.</summary>
    [Fact]
    public async Task Finding_a_deleted_record_never_shows_it_as_current()
    {
        var (ids, _) = await SeedAndDeleteAsync();

        var change = Assert.Single(await FindAsync(ids[1]));

        Assert.IsNotType<Change<TRecord>.Current>(change);
        Assert.Equal(ids[1], change.ExternalId);
    }

    private async Task<(IReadOnlyList<string> Ids, Cursor Cursor)> SeedAndDeleteAsync()
    {
        var ids = await Seeds.SeedAsync(4, Cancellation);
        Harness.Advance(Duration.FromDays(1));
        var cursor = await CatchUpAsync();
        Harness.Advance(Duration.FromMinutes(10));
        await bench.DeleteAsync(ids[1], Cancellation);
        Harness.Advance(Duration.FromMinutes(10));
        return (ids, cursor);
    }
}
