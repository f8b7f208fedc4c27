namespace Sequence.Connectors;

/// <summary>Whether a period is billed at its start or at its end.</summary>
public enum BillingType
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>After the period, for what was used in it.</summary>
    InArrears,

    /// <summary>At the start of the period, for what is to come.</summary>
    InAdvance,
}
