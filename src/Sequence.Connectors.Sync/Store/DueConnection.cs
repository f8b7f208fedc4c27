namespace Sequence.Connectors.Sync;

/// <summary>A connection that has something to do.</summary>
/// <param name="ConnectionId">The connection.</param>
/// <param name="Tenant">The host's customer; work is shared out fairly between them.</param>
/// <param name="DueAt">Since when the oldest of it has been due.</param>
public sealed record DueConnection(string ConnectionId, string Tenant, Instant DueAt);
