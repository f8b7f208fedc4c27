namespace Sequence.Connectors;

/// <summary>Whether a record is in use. Archived is not deleted, voided or merged.</summary>
public enum RecordState
{
    /// <summary>Not said.</summary>
    Unknown,

    /// <summary>In use.</summary>
    Active,

    /// <summary>Kept, but hidden from lists and not to be used for new documents.</summary>
    Archived,
}
