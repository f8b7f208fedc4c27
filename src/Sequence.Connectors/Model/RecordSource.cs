namespace Sequence.Connectors;

/// <summary>Where a record was read: the system's own identity, version and words for it.</summary>
public sealed record RecordSource
{
    /// <summary>The connector's id, such as <c>quickbooks</c>.</summary>
    public required string Connector { get; init; }

    /// <summary>The system's id of the record.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The system's version of the record, to be given back when it is written; null where the system has none.</summary>
    public string? Version { get; init; }

    /// <summary>The record's page in the system; null when it has none.</summary>
    public Uri? Link { get; init; }

    /// <summary>When the system last changed the record, by the system's clock; null when it does not say.</summary>
    public Instant? ModifiedAt { get; init; }

    /// <summary>The record as received, every field included.</summary>
    public RawPayload Payload { get; init; }

    /// <summary>What the mapping translated, dropped or could not read.</summary>
    public ValueList<MappingNote> Notes { get; init; }
}
