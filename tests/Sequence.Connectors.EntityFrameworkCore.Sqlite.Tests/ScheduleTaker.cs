using System.Runtime.CompilerServices;
using NodaTime;

namespace Sequence.Connectors.EntityFrameworkCore.Sqlite.Tests;

/// <summary>A system that takes customers and schedules, and remembers the schedules.</summary>
internal sealed class ScheduleTaker : IConnector
{
    public const string Id = "taker";

    public List<BillingSchedule> Taken { get; } = [];

    public ConnectorInfo Info { get; } =
        new()
        {
            Id = Id,
            Name = "Taker",
            Documentation = new Uri("https://example.com/"),
            ApiVersion = "1",
        };

    public void Describe(ConnectorSurface surface) => surface
        .Writes<Customer>(_ => new Writer<Customer>([]), new() { Verbs = [WriteVerb.Upsert], BatchSize = 30 })
        .Writes<BillingSchedule>(_ => new Writer<BillingSchedule>(Taken), new() { Verbs = [WriteVerb.Upsert], BatchSize = 30 });

    private sealed class Writer<TRecord>(List<TRecord> taken) : IRecordWriter<TRecord>
        where TRecord : class, IRecord
    {
        public async IAsyncEnumerable<WriteOutcome> WriteAsync(
            IReadOnlyList<WriteIntent<TRecord>> intents, WriteContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            foreach (var intent in intents)
            {
                var attempt = new WriteAttempt
                {
                    Key = intent.Key,
                    Members = [intent.Key],
                    Fingerprint = "body",
                    StartedAt = SystemClock.Instance.GetCurrentInstant(),
                };
                await context.BeforeSend!(attempt, cancellationToken);
                taken.Add(intent.Record);
                yield return new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = $"x-{intent.Record.Id}", Version = "0" };
            }
        }

        public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken) =>
            Task.FromResult(new WritePlan { Requests = [] });
    }
}
