namespace Sequence.Connectors.Sync;

/// <summary>What a look at a system's record showed.</summary>
internal enum RemoteLookKind
{
    /// <summary>The record stands.</summary>
    Standing,

    /// <summary>The system says that it was deleted.</summary>
    Deleted,

    /// <summary>It was merged into another.</summary>
    Merged,

    /// <summary>It was not found, which proves nothing.</summary>
    NotFound,
}
