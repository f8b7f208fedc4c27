namespace Sequence.Connectors;

/// <summary>What a credit grant counts.</summary>
public enum CreditUnit
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>Money of the grant's currency.</summary>
    Currency,

    /// <summary>Units of a usage metric.</summary>
    Metric,
}
