namespace Sequence.Connectors;

/// <summary>Whether a deal or a quote is the first with its customer.</summary>
public enum DealKind
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>The customer is new.</summary>
    NewBusiness,

    /// <summary>The customer stays.</summary>
    Renewal,
}
