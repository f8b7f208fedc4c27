namespace Sequence.Connectors.Sync;

/// <summary>What is due, and when something is due next.</summary>
public sealed record DueWork
{
    /// <summary>When the oldest row of the outbox was published, which is not spread yet; null when there is none.</summary>
    public required Instant? OldestPublicationAt { get; init; }

    /// <summary>The connections with something due, the longest waiting first.</summary>
    public required IReadOnlyList<DueConnection> Connections { get; init; }

    /// <summary>When the next entry or event is due that is not due yet; null when none is.</summary>
    public required Instant? NextAt { get; init; }

    /// <summary>When the next sweep is due that is not due yet; null when none is.</summary>
    public required Instant? NextSweepAt { get; init; }
}
