namespace Sequence.Connectors.Sync;

/// <summary>What one look at the work found.</summary>
public sealed record SyncTurn
{
    /// <summary>Whether there was anything to do; then there may be more.</summary>
    public required bool Worked { get; init; }

    /// <summary>When the next entry or event is due; null when none is.</summary>
    public required Instant? NextAt { get; init; }

    /// <summary>When the next sweep is due; null when none is.</summary>
    public required Instant? NextSweepAt { get; init; }
}
