namespace Sequence.Connectors.Sync;

/// <summary>A system's record that may become one of the host's.</summary>
public sealed record Candidate
{
    /// <summary>The connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The type of record.</summary>
    public required RecordType RecordType { get; init; }

    /// <summary>The system's id of the record.</summary>
    public required string ExternalId { get; init; }

    /// <summary>The record's name for people; null when it has none.</summary>
    public string? Name { get; init; }

    /// <summary>The record as compact JSON of the unified model, its source included, its raw payload not.</summary>
    public required string Payload { get; init; }

    /// <summary>The hash of the record's content.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The record's page in the system; null when it has none.</summary>
    public Uri? Link { get; init; }

    /// <summary>How far it has come.</summary>
    public required CandidateState State { get; init; }

    /// <summary>Every reason why it cannot be imported, each with a link to the record; empty when it can, or is linked.</summary>
    public ValueList<Problem> Problems { get; init; }

    /// <summary>
    /// The host's record that it is linked to, or that seems to be the same; in the states <see cref="CandidateState.Ready"/> and
    /// <see cref="CandidateState.Invalid"/> the one that someone said it is not. Null for none.
    /// </summary>
    public string? LocalId { get; init; }

    /// <summary>When it was last read.</summary>
    public required Instant ReadAt { get; init; }

    /// <summary>Counts the stored changes; zero for a candidate that is not stored yet.</summary>
    public long Version { get; init; }
}
