namespace Sequence.Connectors.Sync;

/// <summary>How far a run of an import has come.</summary>
public enum ImportRunState
{
    /// <summary>It is being read.</summary>
    Running,

    /// <summary>Everything was read.</summary>
    Done,

    /// <summary>It broke off for the reason that it names; the next run goes on where it was.</summary>
    Failed,

    /// <summary>Its process stopped; the next run goes on where it was.</summary>
    BrokenOff,
}
