namespace Sequence.Connectors;

/// <summary>One event of a delivery: a hint that a record should be read again, never the data.</summary>
public sealed record WebhookEvent
{
    /// <summary>The account that the event is of, as the system names it, such as a realm, a tenant or a portal.</summary>
    public required string AccountId { get; init; }

    /// <summary>The type of record; null when the model has none.</summary>
    public RecordType? RecordType { get; init; }

    /// <summary>The type of record in the system's own word.</summary>
    public required string TypeText { get; init; }

    /// <summary>The system's id of the record.</summary>
    public required string ExternalId { get; init; }

    /// <summary>What happened.</summary>
    public WebhookEventKind Kind { get; init; }

    /// <summary>What happened in the system's own word.</summary>
    public required string KindText { get; init; }

    /// <summary>The record that goes on, when two were merged.</summary>
    public string? MergedInto { get; init; }

    /// <summary>Equal for deliveries of the same event.</summary>
    public required string DedupeKey { get; init; }

    /// <summary>When it happened, by the system's clock; null when it does not say.</summary>
    public Instant? At { get; init; }
}
