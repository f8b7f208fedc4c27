namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Finds out what open attempts made. What is found is taken up again; what is not found may still be on its way until QuickBooks' own time for a request is over, and
/// only then is it known to be absent. An attempt that only updated needs no finding out: the update is made again on the current version.
/// </summary>
internal sealed class QuickBooksSettlement<TRecord>(
    QuickBooksConnection connection, IQuickBooksFormat<TRecord> format, QuickBooksLookups<TRecord> lookups, QuickBooksOutcomes<TRecord> outcomes)
    where TRecord : class, IRecord
{
    public async Task<(List<WriteOutcome> Settled, List<QuickBooksOperation<TRecord>> Open)> SettleAsync(
        List<QuickBooksOperation<TRecord>> operations, WriteContext context, CancellationToken cancellationToken)
    {
        var attempts = LatestAttempts(operations, context);
        var settled = new List<WriteOutcome>();
        var open = new List<QuickBooksOperation<TRecord>>();
        var found = attempts.Count == 0
            ? []
            : await lookups.FindMarkedAsync(attempts.Keys, attempts.Values.Min(attempt => attempt.StartedAt), cancellationToken).ConfigureAwait(false);
        var sameAsSent = attempts.Values.Distinct().Where(attempt => IsSameAsSent(attempt, operations)).ToHashSet();
        foreach (var operation in operations)
        {
            var attempt = attempts.GetValueOrDefault(operation.Intent.Key);
            if (found.TryGetValue(operation.Intent.Key, out var written))
            {
                // Only when the whole envelope is the one that was sent is it certain that the record stands as it now should. One that can no longer be sent as it
                // is now stands as it was sent: the host must know of it all the same.
                if (context.SettleOnly || operation.Problems.Count > 0 || (attempt is not null && sameAsSent.Contains(attempt)))
                {
                    settled.Add(outcomes.Made(operation with { WasMadeBefore = true }, written, requestId: null));
                }
                else
                {
                    open.Add(QuickBooksLookups<TRecord>.Onto(operation, written) with { WasMadeBefore = true });
                }
            }
            else if (attempt is not null && connection.SettleTime.Remaining(attempt, connection.Now) is not null)
            {
                settled.Add(outcomes.Uncertain(operation, attempt, "An earlier request with this record got no answer and may still be at work.", requestId: null));
            }
            else if (context.SettleOnly)
            {
                settled.Add(QuickBooksOutcomes<TRecord>.Absent(operation, isProven: attempt is not null));
            }
            else
            {
                open.Add(operation);
            }
        }

        return (settled, open);
    }

    private static Dictionary<string, WriteAttempt> LatestAttempts(List<QuickBooksOperation<TRecord>> operations, WriteContext context)
    {
        var creations = operations.Where(operation => !operation.IsUpdate).Select(operation => operation.Intent.Key).ToHashSet(StringComparer.Ordinal);
        var latest = new Dictionary<string, WriteAttempt>(StringComparer.Ordinal);
        foreach (var attempt in context.Unsettled.OrderBy(attempt => attempt.StartedAt))
        {
            foreach (var member in attempt.Members.Where(creations.Contains))
            {
                latest[member] = attempt;
            }
        }

        return latest;
    }

    private bool IsSameAsSent(WriteAttempt attempt, List<QuickBooksOperation<TRecord>> operations)
    {
        var byKey = operations.ToDictionary(operation => operation.Intent.Key, StringComparer.Ordinal);
        return attempt.Members.All(byKey.ContainsKey)
            && QuickBooksBatch<TRecord>.Of(format.Entity, [.. attempt.Members.Select(member => byKey[member])]).Fingerprint == attempt.Fingerprint;
    }
}
