using System.Runtime.CompilerServices;

namespace Sequence.Connectors.Benchmarks;

/// <summary>A system that takes thirty records at once and answers at once: what is left is the engine's own time.</summary>
internal sealed class InstantLedger : IConnector
{
    public const int BatchSize = 30;

    public ConnectorInfo Info { get; } = new()
    {
        Id = "instant",
        Name = "Instant Ledger",
        Documentation = new Uri("https://example.com/"),
        ApiVersion = "1",
    };

    public void Describe(ConnectorSurface surface) => surface
        .Writes<Customer>(_ => new Writer<Customer>(), new() { Verbs = [WriteVerb.Upsert], BatchSize = BatchSize })
        .Writes<Invoice>(_ => new Writer<Invoice>(), new() { Verbs = [WriteVerb.Upsert], BatchSize = BatchSize });

    private sealed class Writer<TRecord> : IRecordWriter<TRecord>
        where TRecord : class, IRecord
    {
        public async IAsyncEnumerable<WriteOutcome> WriteAsync(
            IReadOnlyList<WriteIntent<TRecord>> intents, WriteContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var batch in intents.Chunk(BatchSize))
            {
                if (context.BeforeSend is { } journal)
                {
                    var attempt = new WriteAttempt
                    {
                        Key = Guid.CreateVersion7().ToString("N"),
                        Members = batch.Select(intent => intent.Key).ToValueList(),
                        Fingerprint = "body",
                        StartedAt = SystemClock.Instance.GetCurrentInstant(),
                    };
                    await journal(attempt, cancellationToken);
                }

                foreach (var intent in batch)
                {
                    yield return new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = $"x-{intent.Record.Id}", Version = "0" };
                }
            }
        }

        public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken) =>
            Task.FromResult(new WritePlan { Requests = [] });
    }
}
