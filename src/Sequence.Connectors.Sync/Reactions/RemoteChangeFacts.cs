namespace Sequence.Connectors.Sync;

/// <summary>What every change in a system has: which record, over which connection, and the id of its effect.</summary>
public sealed record RemoteChangeFacts
{
    /// <summary>
    /// Equal whenever the same change is told again, for example after a crash: keep it beside what you do, and do that once.
    /// </summary>
    public required string EffectId { get; init; }

    /// <summary>The host's customer.</summary>
    public required string Tenant { get; init; }

    /// <summary>The connection that it came over.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The connector's id, such as <c>quickbooks</c>.</summary>
    public required string Connector { get; init; }

    /// <summary>The link between the host's record and the system's, as it stood before the change.</summary>
    public required Link Link { get; init; }

    /// <summary>How the system's record stood before.</summary>
    public required SeenState Before { get; init; }

    /// <summary>The system's record as it stands now, with the system's ids; null when it is gone.</summary>
    public IRecord? Record { get; init; }

    /// <summary>The system's id of the record that goes on, when two were merged.</summary>
    public string? MergedInto { get; init; }

    /// <summary>When the engine saw it.</summary>
    public required Instant SeenAt { get; init; }
}
