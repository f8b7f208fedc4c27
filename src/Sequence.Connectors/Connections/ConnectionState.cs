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
}
