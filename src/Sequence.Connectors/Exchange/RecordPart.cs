namespace Sequence.Connectors;

/// <summary>A part of a record, such as a line, that has an id of its own on both sides.</summary>
/// <param name="LocalId">The host's id of the part.</param>
/// <param name="ExternalId">The system's id of the part.</param>
public sealed record RecordPart(string LocalId, string ExternalId);
