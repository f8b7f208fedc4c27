namespace Sequence.Connectors.Sync;

/// <summary>How far an event has come.</summary>
public enum InboxState
{
    /// <summary>To be looked at when it is due.</summary>
    Pending,

    /// <summary>The host has reacted to it.</summary>
    Handled,

    /// <summary>There was nothing to react to: an echo of our own write, a record that is not linked, or no change.</summary>
    Ignored,

    /// <summary>A reaction failed again and again; someone must mend it, and <c>retry</c>.</summary>
    Failed,

    /// <summary>Someone decided that it is not needed.</summary>
    Dismissed,
}
