namespace Sequence.Connectors.Sync;

/// <summary>How much is not done, in the whole store.</summary>
public sealed record SyncBacklog
{
    /// <summary>Rows of the outbox.</summary>
    public required int Publications { get; init; }

    /// <summary>Entries that are to be sent, now or later.</summary>
    public required int Pending { get; init; }

    /// <summary>Entries that wait for another record.</summary>
    public required int Waiting { get; init; }

    /// <summary>Entries that were sent and are not settled.</summary>
    public required int Unsettled { get; init; }

    /// <summary>Entries that somebody must look at.</summary>
    public required int Rejected { get; init; }

    /// <summary>Rows of the inbox that are to be handled.</summary>
    public required int Incoming { get; init; }

    /// <summary>When the stalest sweep began that came to its end, of those that are to go on; null where there is none.</summary>
    public required Instant? FreshAt { get; init; }
}
