namespace Sequence.Connectors.Sync;

/// <summary>One row of the inbox: a hint that a system's record should be looked at again.</summary>
public sealed record InboxEvent
{
    /// <summary>The row's id; ids grow with time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The host's customer.</summary>
    public required string Tenant { get; init; }

    /// <summary>The connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The type of record.</summary>
    public required RecordType RecordType { get; init; }

    /// <summary>The system's id of the record.</summary>
    public required string ExternalId { get; init; }

    /// <summary>What happened.</summary>
    public required WebhookEventKind Kind { get; init; }

    /// <summary>The record that goes on, when two were merged.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Equal for what is one event: a connection keeps one row for each.</summary>
    public required string DedupeKey { get; init; }

    /// <summary>When it happened, by the system's clock; null when it does not say.</summary>
    public Instant? At { get; init; }

    /// <summary>When it came in.</summary>
    public required Instant ReceivedAt { get; init; }

    /// <summary>What led to it.</summary>
    public InboxSource Source { get; init; }

    /// <summary>The trace in which it came in, as a W3C <c>traceparent</c>; null where nobody traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>How far it has come.</summary>
    public InboxState State { get; init; }

    /// <summary>When it is tried next; null when nothing is to be done without someone's help.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; init; }

    /// <summary>Why it is not done; null when nothing is wrong.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Who can mend it.</summary>
    public FixedBy FixedBy { get; init; }

    /// <summary>Since when it has been wrong; null when it is not.</summary>
    public Instant? ProblemSince { get; init; }

    /// <summary>When it was last changed.</summary>
    public required Instant ChangedAt { get; init; }

    /// <summary>Counts the stored changes; zero for a row that is not stored yet.</summary>
    public long Version { get; init; }
}
