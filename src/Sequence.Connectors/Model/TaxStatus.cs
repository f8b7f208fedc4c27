namespace Sequence.Connectors;

/// <summary>Whether sales to a customer are taxed.</summary>
public enum TaxStatus
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>Sales are taxed.</summary>
    Taxed,

    /// <summary>Sales are not taxed.</summary>
    Exempt,

    /// <summary>The customer accounts for the tax itself.</summary>
    ReverseCharged,
}
