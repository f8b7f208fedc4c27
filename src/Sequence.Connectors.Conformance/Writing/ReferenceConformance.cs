namespace Sequence.Connectors.Conformance;

/// <summary>
/// What a writer promises of references. Derive it for each written type that refers to others; every document refers to its customer.
/// </summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
/// <param name="bench">The system, and records for it.</param>
public abstract class ReferenceConformance<TRecord>(IReferenceBench<TRecord> bench) : RecordSuite<TRecord>(bench)
    where TRecord : class, IRecord
{
    /// <summary>
    /// An invoice is never booked on a customer that was guessed: a reference that is not linked is refused without a call.
    /// </summary>
    [Fact]
    public async Task An_unlinked_reference_is_rejected_without_a_call()
    {
        var intent = Creation(bench.WithUnlinkedReference(bench.NewRecord("unlinked")));
        var (before, sent) = (await CountAsync(), Harness.RequestsSent);

        var rejected = Assert.IsType<WriteOutcome.Rejected>(Assert.Single(await WriteAsync([intent])));

        Assert.Contains(rejected.Problems, problem => problem.Code == "reference.unlinked" && problem.Path.Length > 0);
        Assert.Equal(sent, Harness.RequestsSent);
        Assert.Equal(before, await CountAsync());
    }

    /// <summary>The records beside it go through, and it goes through by itself once it is linked.</summary>
    [Fact]
    public async Task The_others_go_through()
    {
        var unlinked = Creation(bench.WithUnlinkedReference(bench.NewRecord("unlinked")));
        WriteIntent<TRecord>[] intents = [.. Creations(2), unlinked];

        var outcomes = await WriteAsync(intents);

        AssertOneEach(intents, outcomes);
        Assert.Equal(unlinked.Key, Assert.Single(outcomes, outcome => !outcome.IsSuccess).IntentKey);
        AssertSettled(Assert.Single(await WriteAsync([Creation("unlinked")])));
    }
}
