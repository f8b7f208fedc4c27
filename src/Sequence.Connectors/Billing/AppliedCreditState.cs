namespace Sequence.Connectors;

/// <summary>Whether an invoice has used a credit, or is expected to.</summary>
public enum AppliedCreditState
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>The credit is used.</summary>
    Applied,

    /// <summary>An estimate on a draft; a final invoice has none.</summary>
    Projected,
}
