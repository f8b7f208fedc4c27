namespace Sequence.Connectors.Sync;

/// <summary>When a webhook last told something of a connection's account.</summary>
public sealed record LastDelivery
{
    /// <summary>The connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>When it came in; one that comes within a minute of it need not be told apart.</summary>
    public required Instant At { get; init; }
}
