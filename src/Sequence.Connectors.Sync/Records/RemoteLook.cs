namespace Sequence.Connectors.Sync;

/// <summary>What a look at a system's record showed.</summary>
internal sealed record RemoteLook(string ExternalId, RemoteLookKind Kind)
{
    /// <summary>The record as it stands; null unless it does.</summary>
    public IRecord? Record { get; init; }

    /// <summary>The record that goes on, when two were merged.</summary>
    public string? MergedInto { get; init; }

    /// <summary>When the system says that it happened.</summary>
    public Instant? At { get; init; }
}
