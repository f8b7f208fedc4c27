namespace Sequence.Connectors;

/// <summary>How deletions come to light.</summary>
public enum DeletionVisibility
{
    /// <summary>The system tells them.</summary>
    Feed,

    /// <summary>A complete sweep shows them by absence.</summary>
    Sweep,

    /// <summary>Records of this type are never deleted, or nothing tells.</summary>
    Never,
}
