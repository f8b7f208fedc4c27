namespace Sequence.Connectors;

/// <summary>Where a record was read: the system's own identity, version and words for it.</summary>
public sealed record RecordSource
{
    private readonly Func<string, Uri>? _linkFrom;

    /// <summary>The connector's id, such as <c>quickbooks</c>.</summary>
    public required string Connector { get; init; }

    /// <summary>The system's id of the record.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The system's version of the record, to be given back when it is written; null where the system has none.</summary>
    public string? Version { get; init; }

    /// <summary>The record's page in the system; null when it has none.</summary>
    public Uri? Link
    {
        get => field ??= _linkFrom?.Invoke(ExternalId);
        init;
    }

    /// <summary>Makes <see cref="Link"/> of the external id when it is first asked for, which it is for few records of a sweep.</summary>
    public Func<string, Uri>? LinkFrom
    {
        init => _linkFrom = value;
    }

    /// <summary>When the system last changed the record, by the system's clock; null when it does not say.</summary>
    public Instant? ModifiedAt { get; init; }

    /// <summary>The record as received, every field included.</summary>
    public RawPayload Payload { get; init; }

    /// <summary>What the mapping translated, dropped or could not read.</summary>
    public ValueList<MappingNote> Notes { get; init; }

    /// <summary>Whether both say the same, their links included, however those are made.</summary>
    public bool Equals(RecordSource? other) => other is not null
        && Connector == other.Connector
        && ExternalId == other.ExternalId
        && Version == other.Version
        && Link == other.Link
        && ModifiedAt == other.ModifiedAt
        && Payload == other.Payload
        && Notes == other.Notes;

    /// <inheritdoc />
    public override int GetHashCode() => HashCode.Combine(Connector, ExternalId, Version, ModifiedAt, Payload, Notes);
}
