namespace Sequence.Connectors.Sync;

/// <summary>What the comparison of two looks at a system's record found.</summary>
internal enum RemoteChangeKind
{
    /// <summary>Its content was changed.</summary>
    Changed,

    /// <summary>More or less of it is paid, or used.</summary>
    Paid,

    /// <summary>It was sent.</summary>
    Sent,

    /// <summary>It was voided.</summary>
    Voided,

    /// <summary>It was deleted.</summary>
    Deleted,

    /// <summary>It was merged into another.</summary>
    Merged,
}
