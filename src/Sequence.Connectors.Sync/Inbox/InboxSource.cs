namespace Sequence.Connectors.Sync;

/// <summary>What led to a row of the inbox.</summary>
public enum InboxSource
{
    /// <summary>The system told of it.</summary>
    Webhook,

    /// <summary>A sweep found it, and no webhook had told of it.</summary>
    Sweep,

    /// <summary>The engine wants to look again, such as after a write of its own whose answer brought news.</summary>
    Engine,
}
