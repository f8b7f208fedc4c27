namespace Sequence.Connectors;

/// <summary>What a cursor brings.</summary>
public enum ReadMode
{
    /// <summary>Only what changed after it.</summary>
    Incremental,

    /// <summary>Everything again: the system has no order of changes.</summary>
    FullSweep,
}
