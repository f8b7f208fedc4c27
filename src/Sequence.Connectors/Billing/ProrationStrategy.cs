namespace Sequence.Connectors;

/// <summary>What a change of seats within a billing period costs.</summary>
public enum ProrationStrategy
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>The highest balance of the period, for the whole period.</summary>
    UseMaximum,

    /// <summary>Added seats from their day on; removed seats stay billed to the end of the period.</summary>
    ProrateIncrements,

    /// <summary>Each day at its own balance: added seats cost from their day on, removed seats no more.</summary>
    ProrateAllChanges,
}
