namespace Sequence.Connectors.Sync;

/// <summary>
/// The right to work on a connection: one process at a time, until it ends. A commit under a lease that another has taken is
/// refused.
/// </summary>
public sealed record ConnectionLease
{
    /// <summary>The connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>Who holds it.</summary>
    public required string Owner { get; init; }

    /// <summary>Grows by one with each holder: what a former holder sends afterwards bears a lower number.</summary>
    public required long Fence { get; init; }

    /// <summary>Until when it is held, unless it is renewed.</summary>
    public required Instant Until { get; init; }
}
