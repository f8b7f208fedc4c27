namespace Sequence.Connectors;

/// <summary>What the system could not carry of one intent.</summary>
/// <param name="IntentKey">The key of the intent.</param>
/// <param name="Notes">The notes; at least one.</param>
public sealed record PlannedNotes(string IntentKey, ValueList<MappingNote> Notes);
