namespace Sequence.Connectors.Sync;

/// <summary>What settings that are tried would change for one record.</summary>
public sealed record TrialResult
{
    /// <summary>The type of record.</summary>
    public required RecordType RecordType { get; init; }

    /// <summary>The host's id of the record.</summary>
    public required string LocalId { get; init; }

    /// <summary>Why it would be refused by the settings in force; empty when it would not.</summary>
    public required ValueList<Problem> ProblemsNow { get; init; }

    /// <summary>Why it would be refused by the settings that are tried; empty when it would not.</summary>
    public required ValueList<Problem> ProblemsThen { get; init; }

    /// <summary>What the system could not carry by the settings in force.</summary>
    public required ValueList<MappingNote> NotesNow { get; init; }

    /// <summary>What the system could not carry by the settings that are tried.</summary>
    public required ValueList<MappingNote> NotesThen { get; init; }

    /// <summary>Whether something else would be sent.</summary>
    public required bool SendsOther { get; init; }

    /// <summary>Whether the settings make any difference to the record.</summary>
    public bool IsDifferent => SendsOther || ProblemsNow != ProblemsThen || NotesNow != NotesThen;
}
