namespace Sequence.Connectors.Sync;

/// <summary>What a backfill publishes, or would.</summary>
public sealed record BackfillResult
{
    /// <summary>The numbers, for each type that the system takes and the host has a source of.</summary>
    public required ValueList<BackfillCount> Counts { get; init; }

    /// <summary>
    /// What a plan found: problems of any record, and for the first batch of each type also what the system could not carry.
    /// Empty after a backfill; what is wrong then is in <see cref="SyncEngine.Problems"/>.
    /// </summary>
    public ValueList<BackfillRemark> Remarks { get; init; }

    /// <summary>
    /// Types that the system takes and the host gave no <see cref="IHostSource{TRecord}"/> of: their history is not filled in.
    /// </summary>
    public ValueList<RecordType> WithoutSource { get; init; }

    /// <summary>How many records are sent.</summary>
    public int Sent => Counts.Sum(one => one.Sent);
}
