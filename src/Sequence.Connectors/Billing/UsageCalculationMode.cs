namespace Sequence.Connectors;

/// <summary>Over which time usage is counted when it climbs through tiers.</summary>
public enum UsageCalculationMode
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>Each billing period begins at zero.</summary>
    BillingPeriod,

    /// <summary>Usage is added up over the phase.</summary>
    Cumulative,

    /// <summary>Usage is added up over periods of the host's choosing.</summary>
    Periodic,
}
