namespace Quickstart;

/// <summary>
/// What this program knows of its documents at the other side, and of requests that it sent: two small tables in a host's
/// database.
/// </summary>
internal sealed record Links
{
    public Dictionary<string, Link<Invoice>> Invoices { get; set; } = [];

    public Dictionary<string, Link<CreditMemo>> CreditMemos { get; set; } = [];

    /// <summary>The journal: requests that left, or were about to, and of which not every outcome is known.</summary>
    public List<OpenAttempt> Journal { get; set; } = [];

    /// <summary>Writes down a request before it leaves; one that is repeated keeps its row.</summary>
    public void Open(WriteAttempt attempt)
    {
        Journal.RemoveAll(one => one.Attempt.Key == attempt.Key);
        Journal.Add(new(attempt, [.. attempt.Members]));
    }

    /// <summary>Takes note of an outcome: an effect that is known needs no finding out any more.</summary>
    public void Close(WriteOutcome outcome)
    {
        if (outcome is WriteOutcome.Uncertain uncertain)
        {
            Journal.FindAll(one => one.Attempt.Key == uncertain.Attempt.Key).ForEach(one => one.Attempt = uncertain.Attempt);
            return;
        }

        Journal.ForEach(one => one.Waiting.Remove(outcome.IntentKey));
        Journal.RemoveAll(one => one.Waiting.Count == 0);
    }
}
