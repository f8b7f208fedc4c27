using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>A system in a few lines, which does what a test says at each step.</summary>
internal sealed class ScriptedLedger : IConnector
{
    private readonly ConcurrentDictionary<string, string> _made = [];
    private int _count;

    public ConnectorInfo Info { get; } =
        new()
        {
            Id = "scripted",
            Name = "Scripted",
            Documentation = new("https://example.com/"),
            ApiVersion = "1",
        };

    /// <summary>What the system holds, by its ids.</summary>
    public ConcurrentDictionary<string, Customer> Stored { get; } = [];

    /// <summary>Which connections were written to, batch by batch.</summary>
    public ConcurrentQueue<(string Connection, IReadOnlyList<string> Records)> Batches { get; } = [];

    /// <summary>What the engine said of earlier requests, when it wrote last.</summary>
    public IReadOnlyList<WriteAttempt> Unsettled { get; private set; } = [];

    /// <summary>Runs when a batch comes, before anything has left.</summary>
    public Func<string, IReadOnlyList<WriteIntent<Customer>>, Task> OnWrite { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs between the journaling of a batch and its answer.</summary>
    public Func<string, CancellationToken, Task> OnSent { get; set; } = (_, _) => Task.CompletedTask;

    /// <summary>Runs when records are looked up.</summary>
    public Action<IReadOnlyCollection<string>> OnFind { get; set; } = _ => { };

    /// <summary>Runs when a sweep reads.</summary>
    public Action OnRead { get; set; } = () => { };

    /// <summary>How many records it takes in one request.</summary>
    public int BatchSize { get; init; } = 10;

    public void Describe(ConnectorSurface surface) =>
        surface
            .Writes<Customer>(
                context => new Writer(this, context.Connection.Id),
                new() { Verbs = [WriteVerb.Upsert], BatchSize = BatchSize }
            )
            .Reads<Customer>(
                _ => new Reader(this),
                new()
                {
                    Mode = ReadMode.Incremental,
                    Deletions = DeletionVisibility.Never,
                    PageSize = 100,
                }
            );

    /// <summary>Changes a record, as people in the system do.</summary>
    public void Change(string externalId, string name) => Stored[externalId] = Stored[externalId] with { Name = name };

    private static Customer Shown(string id, Customer one) =>
        one with { Id = id, Source = new() { Connector = "scripted", ExternalId = id } };

    private sealed class Writer(ScriptedLedger ledger, string connection) : IRecordWriter<Customer>
    {
        public async IAsyncEnumerable<WriteOutcome> WriteAsync(
            IReadOnlyList<WriteIntent<Customer>> intents,
            WriteContext context,
            [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            ledger.Unsettled = [.. context.Unsettled];
            foreach (var batch in intents.Chunk(ledger.BatchSize))
            {
                ledger.Batches.Enqueue((connection, [.. batch.Select(one => one.Record.Id)]));
                await ledger.OnWrite(connection, batch);
                await context.BeforeSend!(Attempt(batch), cancellationToken);
                await ledger.OnSent(connection, cancellationToken);
                foreach (var intent in batch)
                {
                    yield return Write(intent);
                }
            }
        }

        public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<Customer>> intents, CancellationToken cancellationToken) =>
            Task.FromResult(new WritePlan { Requests = [] });

        private static WriteAttempt Attempt(WriteIntent<Customer>[] batch) => new()
        {
            Key = $"attempt-{batch[0].Key}",
            Members = batch.Select(one => one.Key).ToValueList(),
            Fingerprint = "f",
            StartedAt = Instant.FromUtc(2026, 3, 1, 12, 0),
        };

        private WriteOutcome Write(WriteIntent<Customer> intent)
        {
            var id = intent.Target?.ExternalId
                ?? ledger._made.GetOrAdd(intent.Key, _ => $"x-{Interlocked.Increment(ref ledger._count)}");
            ledger.Stored[id] = intent.Record with { Id = id };
            var shown = Shown(id, ledger.Stored[id]);
            return intent.Target is null
                ? new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = id, Current = shown }
                : new WriteOutcome.Updated { IntentKey = intent.Key, ExternalId = id, Current = shown };
        }
    }

    private sealed class Reader(ScriptedLedger ledger) : IRecordReader<Customer>
    {
        public async IAsyncEnumerable<ChangePage<Customer>> ReadAsync(
            ReadOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            ledger.OnRead();
            yield return new()
            {
                Changes = [.. ledger.Stored.Select(one => new Change<Customer>.Current(Shown(one.Key, one.Value)))],
                State = ChangePageState.End,
            };
        }

        public async IAsyncEnumerable<Change<Customer>> FindAsync(
            IReadOnlyCollection<string> externalIds, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            await Task.Yield();
            ledger.OnFind(externalIds);
            foreach (var id in externalIds)
            {
                yield return ledger.Stored.TryGetValue(id, out var one)
                    ? new Change<Customer>.Current(Shown(id, one))
                    : new Change<Customer>.NotFound(id);
            }
        }
    }
}
