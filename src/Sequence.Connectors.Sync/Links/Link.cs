using System.Diagnostics;

namespace Sequence.Connectors.Sync;

/// <summary>
/// A host's record and a system's record are the same thing. Over one connection and for one variant, a record of either side is
/// in one link at most.
/// </summary>
[DebuggerDisplay("{RecordType} {LocalId} = {ExternalId}")]
public sealed record Link
{
    /// <summary>The link's id; ids grow with time.</summary>
    public required Guid Id { get; init; }

    /// <summary>The connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The type of record.</summary>
    public required RecordType RecordType { get; init; }

    /// <summary>The host's id.</summary>
    public required string LocalId { get; init; }

    /// <summary>Which of several records in the system it is, such as <c>EUR</c>; empty where there is one.</summary>
    public string Variant { get; init; } = "";

    /// <summary>The system's id.</summary>
    public required string ExternalId { get; init; }

    /// <summary>How they came to be linked.</summary>
    public required LinkOrigin Origin { get; init; }

    /// <summary>The record's page in the system; null when it has none.</summary>
    public Uri? Address { get; init; }

    /// <summary>The hash of the host's record as it was last written; null while it never was.</summary>
    public string? Fingerprint { get; init; }

    /// <summary>
    /// The properties that held a value in the host's record as it was last written, by name. One that holds none any more is
    /// cleared; one that held none is the system's own, and is left alone.
    /// </summary>
    public ValueList<string> Fields { get; init; }

    /// <summary>The system's ids of the record's parts, such as its lines.</summary>
    public ValueList<RecordPart> Parts { get; init; }

    /// <summary>How the system's record stood when it was last seen.</summary>
    public SeenState Seen { get; init => field = value ?? SeenState.Nothing; } = SeenState.Nothing;

    /// <summary>Whether the system's record is gone; the link is kept, so that no second record is made.</summary>
    public bool IsGone { get; init; }

    /// <summary>When they were linked.</summary>
    public required Instant LinkedAt { get; init; }

    /// <summary>Counts the stored changes; zero for a link that is not stored yet.</summary>
    public long Version { get; init; }
}
