namespace Sequence.Connectors;

/// <summary>How often something comes again, if at all.</summary>
public enum Recurrence
{
    /// <summary>Not said, or said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>Never.</summary>
    None,

    /// <summary>Each month.</summary>
    Monthly,

    /// <summary>Every three months.</summary>
    Quarterly,

    /// <summary>Every six months.</summary>
    HalfYearly,

    /// <summary>Every twelve months.</summary>
    Yearly,
}
