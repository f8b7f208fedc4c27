using System.Runtime.CompilerServices;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>
/// A system that fails as a list of numbers says: a call may be refused before it does anything, or lose its answer with or
/// without its effect. It finds out truly what an open attempt did.
/// </summary>
internal sealed class ForgetfulLedger(IReadOnlyList<int> fates) : IConnector
{
    private int _calls;

    /// <summary>What stands, by type and by the host's id.</summary>
    public Dictionary<(string Type, string LocalId), Standing> Records { get; } = [];

    public List<string> Wrongs { get; } = [];

    public ConnectorInfo Info { get; } =
        new()
        {
            Id = "forgetful",
            Name = "Forgetful",
            Documentation = new("https://example.com/"),
            ApiVersion = "1",
        };

    public void Describe(ConnectorSurface surface) =>
        surface
            .Writes<Customer>(
                _ => new Writer<Customer>(this),
                new() { Verbs = [WriteVerb.Upsert, WriteVerb.Archive], BatchSize = 3 }
            )
            .Writes<Invoice>(
                _ => new Writer<Invoice>(this),
                new() { Verbs = [WriteVerb.Upsert, WriteVerb.Void, WriteVerb.MarkSent], BatchSize = 3 }
            );

    private Fate NextFate() => (Fate)(_calls < fates.Count ? fates[_calls++] % 4 : 0);

    /// <summary>What the system holds of a record.</summary>
    public sealed record Standing(string ExternalId, IRecord Record, bool IsVoided, bool IsSent);

    private enum Fate
    {
        Answered,
        Refused,
        LostBefore,
        LostAfter,
    }

    private sealed class Writer<TRecord>(ForgetfulLedger ledger) : IRecordWriter<TRecord>
        where TRecord : class, IRecord
    {
        public async IAsyncEnumerable<WriteOutcome> WriteAsync(
            IReadOnlyList<WriteIntent<TRecord>> intents, WriteContext context, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            var unsettled = context.Unsettled.SelectMany(attempt => attempt.Members).ToHashSet(StringComparer.Ordinal);
            var open = new List<WriteIntent<TRecord>>();
            foreach (var intent in intents)
            {
                if (unsettled.Contains(intent.Key) && Stands(intent) is { } standing)
                {
                    yield return Done(intent, standing);
                }
                else
                {
                    open.Add(intent);
                }
            }

            foreach (var batch in open.Chunk(3))
            {
                var attempt = new WriteAttempt
                {
                    Key = Guid.CreateVersion7().ToString("N"),
                    Members = batch.Select(one => one.Key).ToValueList(),
                    Fingerprint = "body",
                    StartedAt = Instant.FromUtc(2026, 3, 1, 12, 0),
                };
                await context.BeforeSend!(attempt, cancellationToken);
                var fate = ledger.NextFate();
                if (fate == Fate.Refused)
                {
                    throw new ConnectorException(ConnectorErrorKind.Unavailable, "The ledger is down.");
                }

                foreach (var intent in batch)
                {
                    if (fate != Fate.LostBefore)
                    {
                        Carry(intent);
                    }

                    yield return fate == Fate.Answered
                        ? Done(intent, ledger.Records[Key(intent)])
                        : new WriteOutcome.Uncertain { IntentKey = intent.Key, Attempt = attempt, Reason = "No answer came." };
                }
            }
        }

        public Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken) =>
            Task.FromResult(new WritePlan { Requests = [] });

        private static (string, string) Key(WriteIntent<TRecord> intent) => (typeof(TRecord).Name, intent.Record.Id);

        private static WriteOutcome Done(WriteIntent<TRecord> intent, Standing standing) => intent.Target is null
            ? new WriteOutcome.Created { IntentKey = intent.Key, ExternalId = standing.ExternalId }
            : new WriteOutcome.Updated { IntentKey = intent.Key, ExternalId = standing.ExternalId };

        private Standing? Stands(WriteIntent<TRecord> intent) => ledger.Records.TryGetValue(Key(intent), out var standing)
            && intent.Verb switch
            {
                WriteVerb.Void => standing.IsVoided,
                WriteVerb.MarkSent => standing.IsSent,
                _ => standing.Record.Equals(intent.Record),
            }
            ? standing
            : null;

        private void Carry(WriteIntent<TRecord> intent)
        {
            var known = ledger.Records.GetValueOrDefault(Key(intent));
            if (intent.Target is null && known is not null)
            {
                ledger.Wrongs.Add($"{Key(intent)} was made twice");
            }

            if (
                intent.Record is Invoice { CustomerId: { } customer }
                && intent.References.Find<Customer>(customer) is null
                && intent.Verb == WriteVerb.Upsert
            )
            {
                ledger.Wrongs.Add($"{Key(intent)} was sent without its customer");
            }

            known ??= new($"x-{typeof(TRecord).Name}-{intent.Record.Id}", intent.Record, IsVoided: false, IsSent: false);
            ledger.Records[Key(intent)] = intent.Verb switch
            {
                WriteVerb.Void => known with { IsVoided = true },
                WriteVerb.MarkSent => known with { IsSent = true },
                _ => known with { Record = intent.Record },
            };
        }
    }
}
