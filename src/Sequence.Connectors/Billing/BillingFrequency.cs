namespace Sequence.Connectors;

/// <summary>How often a price is billed.</summary>
public enum BillingFrequency
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>When the host asks: usage gathers over the phase and is invoiced the day after.</summary>
    OnDemand,

    /// <summary>Once.</summary>
    OneTime,

    /// <summary>Each month.</summary>
    Monthly,

    /// <summary>Every three months.</summary>
    Quarterly,

    /// <summary>Every six months.</summary>
    HalfYearly,

    /// <summary>Every twelve months.</summary>
    Yearly,

    /// <summary>With each event of usage.</summary>
    PerEvent,
}
