namespace Sequence.Connectors;

/// <summary>Whether a deal is decided. Stages have names of the tenant's own: see <see cref="Deal.StageText"/>.</summary>
public enum DealStatus
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>Not decided yet.</summary>
    Open,

    /// <summary>Closed and won.</summary>
    Won,

    /// <summary>Closed and lost.</summary>
    Lost,
}
