namespace Sequence.Connectors.Sync;

/// <summary>Something that did not sync: what, why, since when, who can mend it, and when it is tried next.</summary>
public sealed record SyncProblem
{
    /// <summary>The id of the journal's entry, the inbox's row or the standstill; <see cref="SyncProblems"/> takes it.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whether it is on its way from the host to the system; otherwise it comes from there.</summary>
    public required bool IsOutgoing { get; init; }

    /// <summary>The host's customer.</summary>
    public required string Tenant { get; init; }

    /// <summary>The connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The type of record; of what stands still as a whole, what it is (<see cref="Standstill.RecordType"/>).</summary>
    public required RecordType RecordType { get; init; }

    /// <summary>The host's id of the record; null for what comes from a system and is not linked.</summary>
    public string? LocalId { get; init; }

    /// <summary>The system's id of the record; null while it has none.</summary>
    public string? ExternalId { get; init; }

    /// <summary>What was to be done; null for what comes from the system.</summary>
    public WriteVerb? Verb { get; init; }

    /// <summary>How far the entry has come; null for what comes from the system.</summary>
    public EntryState? State { get; init; }

    /// <summary>Every reason, each with a code, a sentence and a fix; at least one.</summary>
    public required ValueList<Problem> Problems { get; init; }

    /// <summary>Who can mend it.</summary>
    public required FixedBy FixedBy { get; init; }

    /// <summary>Since when.</summary>
    public required Instant Since { get; init; }

    /// <summary>When it is tried next by itself; null when it is not.</summary>
    public Instant? NextAttemptAt { get; init; }

    /// <summary>How often it was tried.</summary>
    public required int Tries { get; init; }

    /// <summary>The system's id of the last request, for its support.</summary>
    public string? RequestId { get; init; }

    /// <summary>The record's page in the system; null when it has none.</summary>
    public Uri? Link { get; init; }
}
