namespace Sequence.Connectors;

/// <summary>What a write would do, with nothing written.</summary>
public sealed record WritePlan
{
    /// <summary>The requests that would be sent, in order.</summary>
    public required ValueList<PlannedRequest> Requests { get; init; }

    /// <summary>The outcomes that are known without sending anything: what is refused, and what already stands.</summary>
    public ValueList<WriteOutcome> Outcomes { get; init; }

    /// <summary>What the system could not carry, by the key of the intent.</summary>
    public ValueList<PlannedNotes> Notes { get; init; }
}
