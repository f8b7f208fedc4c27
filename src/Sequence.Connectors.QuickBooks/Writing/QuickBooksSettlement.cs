namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Finds out what open attempts made. What is found is taken up again; what is not found may still be on its way until
/// QuickBooks' own time for a request is over, and only then is it known to be absent. A change of a record that stands is known
/// by how the record stands now; one that is not seen is made again, on the current version.
/// </summary>
internal sealed class QuickBooksSettlement<TRecord>(
    QuickBooksConnection connection,
    IQuickBooksFormat<TRecord> format,
    QuickBooksLookups<TRecord> lookups,
    QuickBooksOutcomes<TRecord> outcomes
)
    where TRecord : class, IRecord
{
    public async Task<(List<WriteOutcome> Settled, List<QuickBooksOperation<TRecord>> Open)> SettleAsync(
        List<QuickBooksOperation<TRecord>> operations, WriteContext context, CancellationToken cancellationToken)
    {
        var attempts = WriteAttempts.LatestByIntent(context);
        var found = await FindAsync(operations, context, cancellationToken).ConfigureAwait(false);
        var sameAsSent = attempts.Values.Distinct().Where(attempt => IsSameAsSent(attempt, operations)).ToHashSet();
        var settled = new List<WriteOutcome>();
        var open = new List<QuickBooksOperation<TRecord>>();
        foreach (var operation in operations)
        {
            var attempt = attempts.GetValueOrDefault(operation.Intent.Key);
            var standing = found.GetValueOrDefault(operation.Intent.Key);
            var isSame = attempt is not null && sameAsSent.Contains(attempt);
            var known = operation.IsUpdate ? Changed(operation with { WasAttempted = attempt is not null }, attempt, isSame, context)
                : standing is not null ? Made(operation with { Standing = standing, OpenAttempt = attempt }, context, isSame)
                : NotFound(operation, attempt, context);
            if (known is not null)
            {
                settled.Add(known);
            }
            else
            {
                open.Add(standing is null
                    ? operation with { WasAttempted = attempt is not null }
                    : (operation with { Standing = standing, OpenAttempt = attempt }).Onto(standing));
            }
        }

        return (settled, open);
    }

    // Only when the whole envelope is the one that was sent is it certain that the record stands as it now should.
    private WriteOutcome? Made(QuickBooksOperation<TRecord> operation, WriteContext context, bool isSameAsSent) =>
        context.SettleOnly || isSameAsSent ? outcomes.Made(operation, operation.Standing!, requestId: null)
        : operation.Problems.Count > 0 ? outcomes.Rejected(operation, operation.Problems, requestId: null)
        : null;

    private WriteOutcome? NotFound(QuickBooksOperation<TRecord> operation, WriteAttempt? attempt, WriteContext context) =>
        MayArrive(attempt) ? StillOpen(operation, attempt!)
        : context.SettleOnly ? QuickBooksOutcomes<TRecord>.Absent(operation)
        : operation.Problems.Count > 0 ? outcomes.Rejected(operation, operation.Problems, requestId: null)
        : null;

    /// <summary>What is known of a change before it is sent: that it stands, or that it cannot be made.</summary>
    private WriteOutcome? Changed(QuickBooksOperation<TRecord> operation, WriteAttempt? attempt, bool isSameAsSent, WriteContext context)
    {
        if (operation is { IsGone: true, Removes: true })
        {
            return QuickBooksOutcomes<TRecord>.Removed(operation, requestId: null);
        }

        if (operation.Current is { } current && IsMade(operation, attempt, isSameAsSent) && operation.StandsAs(current))
        {
            return outcomes.Stands(operation, current, requestId: null);
        }

        return context.SettleOnly ? NotSeen(operation, attempt!)
            : operation.Problems.Count > 0 ? outcomes.Rejected(operation, operation.Problems, requestId: null)
            : null;
    }

    // An update is only sent to be seen where an earlier request with other values can no longer arrive.
    private bool IsMade(QuickBooksOperation<TRecord> operation, WriteAttempt? attempt, bool isSameAsSent) =>
        operation.Verb is not null || (attempt is not null && (isSameAsSent || !MayArrive(attempt)));

    private WriteOutcome NotSeen(QuickBooksOperation<TRecord> operation, WriteAttempt attempt) =>
        MayArrive(attempt) ? StillOpen(operation, attempt)
        : operation.Verb is not null || IsAtItsVersion(operation) ? QuickBooksOutcomes<TRecord>.Absent(operation)
        : outcomes.Uncertain(
            operation,
            attempt,
            "QuickBooks does not tell whether an update was made. Write it again to be sure.",
            requestId: null
        );

    // Every change moves the version.
    private static bool IsAtItsVersion(QuickBooksOperation<TRecord> operation) =>
        !operation.FollowsVersion && operation.Current is { } current && current.Version == operation.Intent.Target!.Version;

    private bool MayArrive(WriteAttempt? attempt) =>
        attempt is not null && connection.SettleTime.Remaining(attempt, connection.Now) is not null;

    private WriteOutcome.Uncertain StillOpen(QuickBooksOperation<TRecord> operation, WriteAttempt attempt) =>
        outcomes.Uncertain(
            operation,
            attempt,
            "An earlier request with this record got no answer and may still be at work.",
            requestId: null
        );

    // The first of several attempts may be the one that made the record, and the later ones updates of it.
    private async Task<Dictionary<string, QuickBooksWritten>> FindAsync(
        List<QuickBooksOperation<TRecord>> operations, WriteContext context, CancellationToken cancellationToken)
    {
        var creations = operations
            .Where(operation => !operation.IsUpdate)
            .Select(operation => operation.Intent.Key)
            .ToHashSet(StringComparer.Ordinal);
        var attempts = context.Unsettled.Where(attempt => attempt.Members.Any(creations.Contains)).ToList();
        creations.IntersectWith(attempts.SelectMany(attempt => attempt.Members));
        var intents = operations.Select(operation => operation.Intent).Where(intent => creations.Contains(intent.Key)).ToList();
        return intents.Count == 0
            ? []
            : await lookups.FindMadeAsync(intents, attempts.Min(attempt => attempt.StartedAt), cancellationToken).ConfigureAwait(false);
    }

    private bool IsSameAsSent(WriteAttempt attempt, List<QuickBooksOperation<TRecord>> operations)
    {
        var byKey = operations.ToDictionary(operation => operation.Intent.Key, StringComparer.Ordinal);
        return attempt.Members.All(byKey.ContainsKey)
            && QuickBooksBatch<TRecord>.Of(format.Entity, [.. attempt.Members.Select(member => byKey[member])]).Fingerprint
                == attempt.Fingerprint;
    }
}
