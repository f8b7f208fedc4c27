namespace Sequence.Connectors.Conformance;

/// <summary>What the suites of writers that create and update share; derive one of them.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public abstract class RecordSuite<TRecord> : WriterSuite<TRecord>
    where TRecord : class, IRecord
{
    private protected RecordSuite(IWriteBench<TRecord> bench)
        : base(bench.Harness) => Bench = bench;

    private protected IWriteBench<TRecord> Bench { get; }

    private protected References References { get; private set; } = References.Empty;

    /// <summary>
    /// Starts the system, makes what the records refer to, and writes one record, so that what a connector reads once has been read.
    /// </summary>
    public override async ValueTask InitializeAsync()
    {
        await base.InitializeAsync();
        References = await Patiently(Bench.PrepareAsync(Session, Cancellation));
        AssertSettled(Assert.Single(await WriteAsync([Creation("warm-up")])));
    }

    private protected WriteIntent<TRecord> Creation(string localId) => Creation(Bench.NewRecord(localId));

    private protected WriteIntent<TRecord> Creation(TRecord record) => new()
    {
        Key = IntentKey.Of(Session.Connection.Id, RecordType.Of<TRecord>(), record.Id, WriteVerb.Upsert),
        Record = record,
        References = References,
    };

    private protected List<WriteIntent<TRecord>> Creations(int count, string prefix = "new") =>
        [.. Enumerable.Range(1, count).Select(number => Creation($"{prefix}-{number}"))];

    private protected WriteIntent<TRecord> Update(TRecord record, WriteOutcome.Settled written, long revision) => Creation(record) with
    {
        Key = IntentKey.Of(Session.Connection.Id, RecordType.Of<TRecord>(), record.Id, WriteVerb.Upsert, revision),
        Target = new WriteTarget { ExternalId = written.ExternalId, Version = written.Version, Parts = written.Parts },
    };

    /// <summary>Creates one record and gives what was told of it.</summary>
    private protected async Task<WriteOutcome.Settled> CreateAsync(TRecord record) =>
        AssertSettled(Assert.Single(await WriteAsync([Creation(record)])));

    /// <summary>
    /// Where the type is declared as fixed, an update is refused with its own reason and without a call; true where that is so.
    /// </summary>
    private protected async Task<bool> IsRefusedAsFixedAsync(WriteIntent<TRecord> update)
    {
        if (!Traits.IsFixed)
        {
            return false;
        }

        var (before, sent) = (await CountAsync(), Harness.RequestsSent);
        var rejected = Assert.IsType<WriteOutcome.Rejected>(Assert.Single(await WriteAsync([update])));
        Assert.Contains(rejected.Problems, problem => problem.Code == "record.fixed");
        Assert.Equal((before, sent), (await CountAsync(), Harness.RequestsSent));
        return true;
    }

    private protected Task<int> CountAsync() => Bench.CountAsync(Cancellation);
}
