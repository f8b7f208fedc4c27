namespace Sequence.Connectors.Xero;

/// <summary>
/// Finds out what open attempts made. What is found is taken up again. What is not found may still be on its way until Xero's own
/// time for a request is over; where Xero refuses a second record of the same name, it can be sent again before that. An update
/// needs no finding out: it is made again.
/// </summary>
internal sealed class XeroSettlement<TRecord>(
    XeroConnection connection, IXeroFormat<TRecord> format, XeroLookups<TRecord> lookups, XeroOutcomes<TRecord> outcomes)
    where TRecord : class, IRecord
{
    private const string MayBeAnother =
        "A record with this number stands in Xero for the same customer with other amounts; an earlier request with this record got no answer and may have made it. Link the two by hand if they are the same.";

    public async Task<(List<WriteOutcome> Settled, List<XeroOperation<TRecord>> Open)> SettleAsync(
        List<XeroOperation<TRecord>> operations, WriteContext context, CancellationToken cancellationToken)
    {
        var attempts = WriteAttempts.LatestByIntent(context);
        var creations = operations
            .Where(operation => !operation.IsUpdate && attempts.ContainsKey(operation.Intent.Key))
            .Select(operation => operation.Intent)
            .ToList();
        var found = creations.Count == 0 ? [] : await lookups.FindOursAsync(creations, context, cancellationToken).ConfigureAwait(false);
        var sameAsSent = attempts.Values.Distinct().Where(attempt => IsSameAsSent(attempt, operations)).ToHashSet();
        var settled = new List<WriteOutcome>();
        var open = new List<XeroOperation<TRecord>>();
        foreach (var operation in operations)
        {
            var attempt = attempts.GetValueOrDefault(operation.Intent.Key);
            var standing = found.GetValueOrDefault(operation.Intent.Key);
            var known = standing is not null
                ? Made(operation with { Standing = standing, OpenAttempt = attempt }, context, sameAsSent.Contains(attempt!))
                : NotFound(operation, attempt, context);
            if (known is not null)
            {
                settled.Add(known);
            }
            else
            {
                open.Add(standing is null ? operation : (operation with { OpenAttempt = attempt }).Onto(standing));
            }
        }

        return (settled, open);
    }

    /// <summary>The first open attempt that carried an intent; null when none did.</summary>
    public static WriteAttempt? Earliest(WriteContext context, string intentKey) =>
        context.Unsettled.Where(attempt => attempt.Members.Contains(intentKey)).MinBy(attempt => attempt.StartedAt);

    // A document that bears no mark and says something else may be another: nobody's lines are written over on such a guess.
    private bool IsCertain(XeroOperation<TRecord> operation) =>
        operation.Intent.Record is not IDocument
        || operation.Standing!.IsMarkedBy(operation.Intent.Key)
        || format.IsSame(operation.Intent, operation.Standing.Record);

    // Only when the whole envelope is the one that was sent is it certain that the record stands as it now should; what is never
    // changed stands as it was made.
    private WriteOutcome? Made(XeroOperation<TRecord> operation, WriteContext context, bool isSameAsSent) =>
        !IsCertain(operation) ? outcomes.Uncertain(operation, operation.OpenAttempt!, MayBeAnother, requestId: null)
        : context.SettleOnly || isSameAsSent || format.IsFixed ? outcomes.Made(operation, operation.Standing!, requestId: null)
        : operation.Problems.Count > 0 ? outcomes.Rejected(operation, operation.Problems, requestId: null)
        : null;

    private WriteOutcome? NotFound(XeroOperation<TRecord> operation, WriteAttempt? attempt, WriteContext context)
    {
        if (operation.IsDone)
        {
            return XeroOutcomes<TRecord>.Done(operation, byAttempt: attempt is not null);
        }

        if (
            attempt is not null
            && connection.SettleTime.Remaining(attempt, connection.Now) is not null
            && (context.SettleOnly || !IsSafeToRepeat(operation))
        )
        {
            return outcomes.Uncertain(
                operation,
                attempt,
                "An earlier request with this record got no answer and may still be at work.",
                requestId: null
            );
        }

        if (attempt is not null && context.SettleOnly && operation is { IsUpdate: true, Intent.Verb: WriteVerb.Upsert })
        {
            return outcomes.Uncertain(
                operation,
                attempt,
                "Xero does not tell whether an update was made. Write it again to be sure.",
                requestId: null
            );
        }

        return context.SettleOnly ? XeroOutcomes<TRecord>.Absent(operation)
            : operation.Problems.Count > 0 ? outcomes.Rejected(operation, operation.Problems, requestId: null)
            : null;
    }

    private bool IsSafeToRepeat(XeroOperation<TRecord> operation) => operation.IsUpdate || format.HasUniqueName;

    private bool IsSameAsSent(WriteAttempt attempt, List<XeroOperation<TRecord>> operations)
    {
        var byKey = operations.ToDictionary(operation => operation.Intent.Key, StringComparer.Ordinal);
        return attempt.Members.All(byKey.ContainsKey)
            && XeroBatch<TRecord>.Of(format, [.. attempt.Members.Select(member => byKey[member])]).Fingerprint == attempt.Fingerprint;
    }
}
