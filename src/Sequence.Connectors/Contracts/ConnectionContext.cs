namespace Sequence.Connectors;

/// <summary>What a reader or a writer is opened with.</summary>
public sealed record ConnectionContext
{
    /// <summary>The connection, with its settings.</summary>
    public required Connection Connection { get; init; }

    /// <summary>Whether the settings are only tried: nothing may be written by them.</summary>
    public bool IsTrial { get; init; }

    /// <summary>The one clock: wait with it, and never ask another.</summary>
    public required TimeProvider Clock { get; init; }
}
