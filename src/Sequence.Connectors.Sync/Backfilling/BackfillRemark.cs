namespace Sequence.Connectors.Sync;

/// <summary>What a plan found about one record.</summary>
public sealed record BackfillRemark
{
    /// <summary>The record.</summary>
    public required LocalRecord Record { get; init; }

    /// <summary>Why it would not be written as it is; empty when it would.</summary>
    public ValueList<Problem> Problems { get; init; }

    /// <summary>What the system could not carry.</summary>
    public ValueList<MappingNote> Notes { get; init; }
}
