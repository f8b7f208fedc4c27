namespace Sequence.Connectors.Sync;

/// <summary>How a connection's turn ended.</summary>
internal enum TurnResult
{
    /// <summary>Something was stored; there may be more to do.</summary>
    Worked,

    /// <summary>There was nothing that could be done.</summary>
    Idle,

    /// <summary>Another process has the connection, or changed what this one was working on.</summary>
    Elsewhere,
}
