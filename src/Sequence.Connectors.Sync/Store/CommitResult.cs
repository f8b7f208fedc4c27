namespace Sequence.Connectors.Sync;

/// <summary>What became of a commit.</summary>
public enum CommitResult
{
    /// <summary>All changes are durable.</summary>
    Stored,

    /// <summary>A row was changed, taken or linked by someone else meanwhile; nothing was stored. Read again and decide again.</summary>
    Conflict,

    /// <summary>Another process holds the connection; nothing was stored. Stop working on it.</summary>
    LeaseLost,
}
