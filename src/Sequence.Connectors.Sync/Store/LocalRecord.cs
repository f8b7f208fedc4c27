namespace Sequence.Connectors.Sync;

/// <summary>A record by the host's id.</summary>
/// <param name="Type">The type of record.</param>
/// <param name="LocalId">The host's id.</param>
public readonly record struct LocalRecord(RecordType Type, string LocalId);
