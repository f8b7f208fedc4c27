namespace Sequence.Connectors;

/// <summary>Whether calls can be made over a connection.</summary>
public enum ConnectionState
{
    /// <summary>Calls can be made.</summary>
    Active,

    /// <summary>The grant is gone: someone must connect again.</summary>
    NeedsReauthorization,

    /// <summary>The connection was ended; its links are kept.</summary>
    Disconnected,

    /// <summary>
    /// Consent reaches the account, but nobody has said which entity it is for: calls are made after
    /// <see cref="SequenceConnectors.AssignAsync"/>.
    /// </summary>
    Unassigned,
}
