namespace Sequence.Connectors;

/// <summary>What a reader or a writer is opened with.</summary>
public sealed record ConnectionContext
{
    /// <summary>The connection, with its settings.</summary>
    public required Connection Connection { get; init; }

    /// <summary>The one clock: wait with it, and never ask another.</summary>
    public required TimeProvider Clock { get; init; }
}
