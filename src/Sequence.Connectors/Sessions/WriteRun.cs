using System.Runtime.CompilerServices;

namespace Sequence.Connectors;

/// <summary>
/// One write over a session: what needs no call is told at once, the rest goes to the connector, and every intent gets exactly
/// one outcome.
/// </summary>
internal sealed class WriteRun<TRecord>(ConnectorInfo connector, Connection connection, WriteCapability capability)
    where TRecord : class, IRecord
{
    public async IAsyncEnumerable<WriteOutcome> RunAsync(
        Func<IRecordWriter<TRecord>> open,
        IReadOnlyList<WriteIntent<TRecord>> intents,
        WriteContext context,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var trace = ConnectorTelemetry.Start("write", connector.Id, connection.Id, capability.RecordType);
        var unsettled = ByMember(context.Unsettled);
        var (ready, known) = Sort(intents, unsettled, context.SettleOnly);
        foreach (var outcome in known)
        {
            yield return Counted(outcome);
        }

        if (ready.Count == 0)
        {
            yield break;
        }

        var waiting = new HashSet<string>(ready.Select(intent => intent.Key), StringComparer.Ordinal);
        ConnectorException? failure = null;
        var guarded = context.SettleOnly ? context with { BeforeSend = Refuse } : context;
        var outcomes = open().WriteAsync(ready, guarded, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (outcomes.ConfigureAwait(false))
        {
            while (true)
            {
                try
                {
                    if (!await outcomes.MoveNextAsync().ConfigureAwait(false))
                    {
                        break;
                    }
                }
                catch (ConnectorException exception)
                {
                    failure = exception;
                    break;
                }

                if (!waiting.Remove(outcomes.Current.IntentKey))
                {
                    throw new InvalidOperationException(
                        $"The connector '{connector.Id}' gave two outcomes, or a foreign one, for the intent '{outcomes.Current.IntentKey}'."
                    );
                }

                yield return Counted(outcomes.Current);
            }
        }

        if (failure is null && waiting.Count > 0)
        {
            throw new InvalidOperationException(
                $"The connector '{connector.Id}' gave no outcome for the intents {string.Join(", ", waiting)}."
            );
        }

        foreach (var intent in ready.Where(intent => waiting.Contains(intent.Key)))
        {
            yield return Counted(unsettled.TryGetValue(intent.Key, out var attempt)
                ? StillUncertain(intent, attempt, failure!)
                : NotAttempted(intent, failure!));
        }
    }

    /// <summary>Parts what must go to the system from what can be told without it, when no attempt is open.</summary>
    public (List<WriteIntent<TRecord>> Ready, List<WriteOutcome> Known) Sort(IReadOnlyList<WriteIntent<TRecord>> intents) =>
        Sort(intents, ByMember([]), settleOnly: false);

    private (List<WriteIntent<TRecord>> Ready, List<WriteOutcome> Known) Sort(
        IReadOnlyList<WriteIntent<TRecord>> intents, Dictionary<string, WriteAttempt> unsettled, bool settleOnly)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var ready = new List<WriteIntent<TRecord>>(intents.Count);
        var known = new List<WriteOutcome>();
        foreach (var intent in intents)
        {
            if (!keys.Add(intent.Key))
            {
                throw new ArgumentException(
                    $"Two intents have the key '{intent.Key}'; one call carries each effect once.",
                    nameof(intents)
                );
            }

            // What an open attempt carried may stand in the system, whatever the record looks like by now: only the system can tell.
            var outcome = unsettled.ContainsKey(intent.Key) ? null : settleOnly ? NothingOpen(intent) : Known(intent);
            if (outcome is null)
            {
                ready.Add(intent);
            }
            else
            {
                known.Add(outcome);
            }
        }

        return (ready, known);
    }

    private WriteOutcome? Known(WriteIntent<TRecord> intent)
    {
        if (!capability.Traits.Verbs.Contains(intent.Verb))
        {
            return Rejected(intent, [new Problem
            {
                Code = "verb.unsupported",
                Path = "",
                Message = $"{connector.Name} cannot {intent.Verb} a record of the type {capability.RecordType.Name}.",
                Fix = capability.Traits.Instead.FirstOrDefault(advice => advice.Verb == intent.Verb)?.Advice
                    ?? $"It can: {string.Join(", ", (IEnumerable<WriteVerb>)capability.Traits.Verbs)}.",
            }]);
        }

        if (intent.Target is null && intent.Verb is not (WriteVerb.Upsert or WriteVerb.Apply))
        {
            return Rejected(intent, [new Problem
            {
                Code = "target.missing",
                Path = "",
                Message = $"To {intent.Verb} a record, the system's id of it must be known; this intent has no target.",
                Fix = "Give the id that the outcome of the record's creation told.",
            }]);
        }

        if (intent.Verb is WriteVerb.Upsert or WriteVerb.Apply && RecordRules.Check(intent.Record) is { Count: > 0 } problems)
        {
            return Rejected(intent, problems.ToValueList());
        }

        if (intent is not { Verb: WriteVerb.Upsert, Target: { } target })
        {
            return null;
        }

        if (intent.Base is not null && intent.Base.Equals(intent.Record))
        {
            return new WriteOutcome.Unchanged
            {
                IntentKey = intent.Key,
                ExternalId = target.ExternalId,
                Version = target.Version,
                Parts = target.Parts,
            };
        }

        return capability.Traits.IsFixed ? Rejected(intent, [Fixed(target)]) : null;
    }

    private Problem Fixed(WriteTarget target) => new()
    {
        Code = "record.fixed",
        Path = "",
        Message = $"{connector.Name} never changes a record of the type {capability.RecordType.Name}; {target.ExternalId} stays as it is.",
        Fix = "Take it back, and make another one.",
    };

    // A writer that overlooks the flag is stopped before its request leaves.
    private ValueTask Refuse(WriteAttempt attempt, CancellationToken cancellationToken) =>
        throw new InvalidOperationException(
            $"The connector '{connector.Id}' was about to send '{attempt.Key}' while it should only find out; a writer sends nothing when SettleOnly is set."
        );

    private static Dictionary<string, WriteAttempt> ByMember(ValueList<WriteAttempt> attempts)
    {
        var byMember = new Dictionary<string, WriteAttempt>(StringComparer.Ordinal);
        foreach (var attempt in attempts)
        {
            foreach (var member in attempt.Members)
            {
                byMember[member] = attempt;
            }
        }

        return byMember;
    }

    private static WriteOutcome.NotAttempted NothingOpen(WriteIntent<TRecord> intent) =>
        new() { IntentKey = intent.Key, Kind = null, Reason = "No open attempt carried this intent, so there was nothing to find out." };

    private static WriteOutcome.Uncertain StillUncertain(
        WriteIntent<TRecord> intent,
        WriteAttempt attempt,
        ConnectorException failure
    ) =>
        new()
        {
            IntentKey = intent.Key,
            Attempt = attempt,
            Reason = $"What became of an earlier attempt could not be found out: {failure.Message}",
            ProbeAfter = failure.RetryAfter,
            RequestId = failure.RequestId,
        };

    private static WriteOutcome.Rejected Rejected(WriteIntent<TRecord> intent, ValueList<Problem> problems) =>
        new() { IntentKey = intent.Key, Problems = problems };

    private static WriteOutcome.NotAttempted NotAttempted(WriteIntent<TRecord> intent, ConnectorException failure) => new()
    {
        IntentKey = intent.Key,
        Kind = failure.Kind,
        Reason = failure.Message,
        RetryAfter = failure.RetryAfter,
        RequestId = failure.RequestId,
    };

    private WriteOutcome Counted(WriteOutcome outcome)
    {
        ConnectorTelemetry.Count(connector.Id, capability.RecordType, outcome);
        return outcome;
    }
}
