namespace Sequence.Connectors.Conformance;

/// <summary>
/// Keeps attempts as an engine does: written down before the request leaves, open until every member has an outcome that is known.
/// </summary>
internal sealed class AttemptJournal
{
    private readonly List<WriteAttempt> _attempts = [];
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);

    /// <summary>Every attempt so far, one for each key, in order.</summary>
    public IReadOnlyList<WriteAttempt> Attempts => _attempts;

    /// <summary>Called after an attempt is written down; throws to keep the request from leaving.</summary>
    public Action<WriteAttempt>? Written { get; init; }

    public WriteContext Context => new() { BeforeSend = WriteDownAsync, Unsettled = Unsettled };

    public ValueList<WriteAttempt> Unsettled => _attempts.Where(attempt => attempt.Members.Any(_open.Contains)).ToValueList();

    public void Note(IEnumerable<WriteOutcome> outcomes)
    {
        foreach (var outcome in outcomes)
        {
            if (outcome is WriteOutcome.Uncertain uncertain)
            {
                Assert.Contains(_attempts, attempt => attempt.Key == uncertain.Attempt.Key && attempt.Members.Contains(outcome.IntentKey));
            }
            else
            {
                _open.Remove(outcome.IntentKey);
            }
        }
    }

    private ValueTask WriteDownAsync(WriteAttempt attempt, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _attempts.RemoveAll(earlier => earlier.Key == attempt.Key);
        _attempts.Add(attempt);
        _open.UnionWith(attempt.Members);
        Written?.Invoke(attempt);
        return ValueTask.CompletedTask;
    }
}
