using System.Diagnostics;

namespace Sequence.Connectors.Sync;

/// <summary>One effect on one record over one connection: written down before it is sent, and kept with what became of it.</summary>
[DebuggerDisplay("{Verb} {RecordType} {LocalId} {State}")]
public sealed record JournalEntry
{
    /// <summary>The entry's id; ids grow with time, and a record's entries are carried out in their order.</summary>
    public required Guid Id { get; init; }

    /// <summary>The host's customer.</summary>
    public required string Tenant { get; init; }

    /// <summary>The connection that is written to.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The type of record.</summary>
    public required RecordType RecordType { get; init; }

    /// <summary>The host's id of the record.</summary>
    public required string LocalId { get; init; }

    /// <summary>Which of several records in the system it becomes, such as <c>EUR</c>; empty where it becomes one.</summary>
    public string Variant { get; init; } = "";

    /// <summary>What is done.</summary>
    public required WriteVerb Verb { get; init; }

    /// <summary>What happened in the host.</summary>
    public required HostEvent Event { get; init; }

    /// <summary>The host's revision of the record.</summary>
    public required long Revision { get; init; }

    /// <summary>The record as compact JSON of the unified model.</summary>
    public required string Payload { get; init; }

    /// <summary>The hash of the record's content.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>
    /// The key of the intent (see <see cref="IntentKey"/>); null until it is first sent, for it depends on whether the record is
    /// created or updated.
    /// </summary>
    public string? Key { get; init; }

    /// <summary>Who did it, in the host's words; null when nobody said.</summary>
    public string? By { get; init; }

    /// <summary>Whether it is history that is filled in: live events go first.</summary>
    public bool IsBackfill { get; init; }

    /// <summary>The trace in which it was published, as a W3C <c>traceparent</c>; null where nobody traced.</summary>
    public string? TraceParent { get; init; }

    /// <summary>When the host published it.</summary>
    public required Instant PublishedAt { get; init; }

    /// <summary>How far it has come.</summary>
    public EntryState State { get; init; }

    /// <summary>When it is tried next; null when nothing is to be done without someone's help.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public int Tries { get; init; }

    /// <summary>The type of the record that it waits for; null when it waits for none.</summary>
    public RecordType? WaitsForType { get; init; }

    /// <summary>The host's id of the record that it waits for.</summary>
    public string? WaitsForId { get; init; }

    /// <summary>The variant of the record that it waits for, such as <c>EUR</c>; null when any will do.</summary>
    public string? WaitsForVariant { get; init; }

    /// <summary>Why it is not done; empty when nothing is wrong.</summary>
    public ValueList<Problem> Problems { get; init; }

    /// <summary>Who can mend it.</summary>
    public FixedBy FixedBy { get; init; }

    /// <summary>Since when it has been wrong; null when it is not.</summary>
    public Instant? ProblemSince { get; init; }

    /// <summary>The system's id of the record; null until it is known. An entry that is sent with one changes that record.</summary>
    public string? ExternalId { get; init; }

    /// <summary>The record's page in the system.</summary>
    public Uri? Link { get; init; }

    /// <summary>What the system could not carry.</summary>
    public ValueList<MappingNote> Notes { get; init; }

    /// <summary>The system's id of the last request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>What became of it, such as <c>Created</c>, <c>Updated</c> or <c>Unchanged</c>; null until it is done.</summary>
    public string? Outcome { get; init; }

    /// <summary>When it was last changed.</summary>
    public required Instant ChangedAt { get; init; }

    /// <summary>Counts the stored changes; zero for an entry that is not stored yet.</summary>
    public long Version { get; init; }

    /// <summary>Whether nothing more is to be done.</summary>
    public bool IsClosed => State is EntryState.Done or EntryState.Superseded or EntryState.Dismissed;
}
