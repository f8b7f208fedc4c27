namespace Sequence.Connectors.Sync;

/// <summary>
/// One row of the outbox: a host's record and what happened to it, stored in the host's transaction, not yet spread over the
/// connections.
/// </summary>
public sealed record Publication
{
    /// <summary>The row's id; ids grow with time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The host's customer whose connections receive the record.</summary>
    public required string Tenant { get; init; }

    /// <summary>The legal entity whose connections receive it; null for all of the tenant's.</summary>
    public string? Entity { get; init; }

    /// <summary>The one connection that receives it; null for all that write such records.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The type of record.</summary>
    public required RecordType RecordType { get; init; }

    /// <summary>The host's id of the record.</summary>
    public required string LocalId { get; init; }

    /// <summary>What happened to it.</summary>
    public required HostEvent Event { get; init; }

    /// <summary>The host's revision of the record: a later one replaces an earlier one.</summary>
    public required long Revision { get; init; }

    /// <summary>The record as compact JSON of the unified model.</summary>
    public required string Payload { get; init; }

    /// <summary>Who did it, in the host's words; null when nobody said.</summary>
    public string? By { get; init; }

    /// <summary>Whether it is history that is filled in: it goes behind what happens now, and only where nothing stands.</summary>
    public bool IsBackfill { get; init; }

    /// <summary>The trace in which it was published, as a W3C <c>traceparent</c>; null where nobody traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>When it was published.</summary>
    public required Instant PublishedAt { get; init; }
}
