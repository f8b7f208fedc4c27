namespace Sequence.Connectors.Sync;

/// <summary>A system's customer that is to become one of the host's.</summary>
public sealed record ImportRequest
{
    /// <summary>
    /// Equal whenever the same customer is imported again over the same connection: keep it beside what you make, and make that
    /// once.
    /// </summary>
    public required string EffectId { get; init; }

    /// <summary>Whose customer it becomes.</summary>
    public required RecordOwner Owner { get; init; }

    /// <summary>The connection that it was read over.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>
    /// The customer as the system holds it, with the system's ids and its <see cref="IRecord.Source"/>, without the raw payload.
    /// </summary>
    public required Customer Customer { get; init; }

    /// <summary>The host's id of the customer that it belongs to, which is imported first; null when it belongs to none.</summary>
    public string? ParentId { get; init; }
}
