namespace Sequence.Connectors.Sync;

/// <summary>Where the import of a connection's customers stands.</summary>
public sealed record ImportStatus
{
    /// <summary>
    /// When the import began that has not come to its end: it runs, or was broken off and goes on with the next run. Null when
    /// none is open.
    /// </summary>
    public Instant? StartedAt { get; init; }

    /// <summary>When the last complete import began: what was changed before is in the candidates. Null before the first.</summary>
    public Instant? FreshAt { get; init; }

    /// <summary>Why the last run broke off; null when it did not.</summary>
    public Problem? Problem { get; init; }

    /// <summary>How many candidates there are in each state; states without any are left out.</summary>
    public required IReadOnlyDictionary<CandidateState, int> Candidates { get; init; }
}
