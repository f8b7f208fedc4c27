namespace Sequence.Connectors;

/// <summary>What happened to a record.</summary>
public enum WebhookEventKind
{
    /// <summary>Said in a word that the model does not know.</summary>
    Unknown,

    /// <summary>It was made.</summary>
    Created,

    /// <summary>It was changed.</summary>
    Updated,

    /// <summary>It was removed.</summary>
    Deleted,

    /// <summary>It was merged into another.</summary>
    Merged,

    /// <summary>It was voided.</summary>
    Voided,

    /// <summary>It was mailed.</summary>
    Sent,

    /// <summary>It was brought back.</summary>
    Restored,
}
