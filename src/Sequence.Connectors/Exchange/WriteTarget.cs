namespace Sequence.Connectors;

/// <summary>The record in the system that a write changes.</summary>
public sealed record WriteTarget
{
    /// <summary>The system's id of the record.</summary>
    public required string ExternalId { get; init; }

    /// <summary>
    /// The version that the write insists on: where the record has moved on, the intent is rejected as <c>version.stale</c>. Null
    /// writes over whatever stands; a connector whose system wants a version reads it first.
    /// </summary>
    public string? Version { get; init; }

    /// <summary>The system's ids of the record's parts, such as its lines, as an earlier outcome told them.</summary>
    public ValueList<RecordPart> Parts { get; init; }
}
