namespace Sequence.Connectors;

/// <summary>Whether a phase goes on with the billing periods of the phase before it.</summary>
public enum RecurrencePreference
{
    /// <summary>Not said: the periods go on, which is the default.</summary>
    Unknown,

    /// <summary>The periods go on as they were, so the edges of the phase may lie within one.</summary>
    ContinueFromPreviousPhase,

    /// <summary>The periods start anew on the first day of the phase.</summary>
    Reset,
}
