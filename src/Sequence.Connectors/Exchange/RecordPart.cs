namespace Sequence.Connectors;

/// <summary>A part of a record, such as a line, that has an id of its own on both sides.</summary>
/// <param name="LocalId">The host's id of the part.</param>
/// <param name="ExternalId">The system's id of the part.</param>
public sealed record RecordPart(string LocalId, string ExternalId)
{
    /// <summary>
    /// What the part is, by the name of its class, where a record has parts of several kinds: a phase and a price may bear the
    /// same id, and a part that is gone from the record can only be removed by a system that is told what it was. Null where all
    /// parts are of one kind.
    /// </summary>
    public string? Kind { get; init; }
}
