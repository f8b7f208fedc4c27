namespace Sequence.Connectors;

/// <summary>What becomes of credit that is left when its time is over.</summary>
public enum CreditRollover
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>It lapses.</summary>
    None,

    /// <summary>It stays when the grant is refreshed, and lapses with the phase.</summary>
    OnRefresh,

    /// <summary>It stays when the grant is refreshed and when the phase ends.</summary>
    OnRefreshAndPhase,
}
