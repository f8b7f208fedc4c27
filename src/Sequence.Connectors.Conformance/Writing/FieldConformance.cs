namespace Sequence.Connectors.Conformance;

/// <summary>What a writer promises of single properties. Derive it for each type of which single properties can be sent.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
/// <param name="bench">The system, and records for it.</param>
public abstract class FieldConformance<TRecord>(IFieldBench<TRecord> bench) : RecordSuite<TRecord>(bench)
    where TRecord : class, IRecord
{
    /// <summary>What the host does not own is left as the system holds it.</summary>
    [Fact]
    public async Task Only_owned_fields_are_sent()
    {
        var (record, created) = await CreateWithBothAsync();
        var changed = Second.With(First.With(record, First.OtherValue), Second.OtherValue);

        await UpdateAsync(changed, created, First.Property);

        await AssertReadsAsync(created, First.OtherValue, Second.Value);
    }

    /// <summary>An owned property that is null is cleared.</summary>
    [Fact]
    public async Task Null_clears_an_owned_field()
    {
        var (record, created) = await CreateWithBothAsync();

        await UpdateAsync(First.With(record, null), created, First.Property);

        await AssertReadsAsync(created, null, Second.Value);
    }

    /// <summary>A property that is null and not owned is not cleared.</summary>
    [Fact]
    public async Task Null_in_another_field_clears_nothing()
    {
        var (record, created) = await CreateWithBothAsync();

        await UpdateAsync(First.With(Second.With(record, Second.OtherValue), null), created, Second.Property);

        await AssertReadsAsync(created, First.Value, Second.OtherValue);
    }

    private FieldProbe<TRecord> First => bench.First;

    private FieldProbe<TRecord> Second => bench.Second;

    private async Task<(TRecord Record, WriteOutcome.Settled Created)> CreateWithBothAsync()
    {
        var record = Second.With(First.With(bench.NewRecord("fields"), First.Value), Second.Value);
        var created = await CreateAsync(record);
        await AssertReadsAsync(created, First.Value, Second.Value);
        return (record, created);
    }

    private async Task UpdateAsync(TRecord record, WriteOutcome.Settled created, string property) =>
        AssertSettled(Assert.Single(await WriteAsync([Update(record, created, revision: 2) with { Fields = [property] }])));

    private async Task AssertReadsAsync(WriteOutcome.Settled created, string? first, string? second)
    {
        var stands = await Patiently(bench.ReadBackAsync(created.ExternalId, Cancellation));
        Assert.Equal((first, second), (First.Get(stands), Second.Get(stands)));
    }
}
