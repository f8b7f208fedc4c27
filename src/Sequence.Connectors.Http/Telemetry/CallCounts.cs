namespace Sequence.Connectors.Http;

/// <summary>What was sent over one connection since the process started.</summary>
public sealed record CallCounts
{
    /// <summary>The connector's id.</summary>
    public required string Connector { get; init; }

    /// <summary>The name of the app.</summary>
    public required string App { get; init; }

    /// <summary>The connection's id.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>Requests that were sent, each attempt counted; those for tokens are not.</summary>
    public long Requests { get; init; }

    /// <summary>What the system bills or counts against a quota, in its own units: successful metered requests by their cost.</summary>
    public long MeteredReads { get; init; }

    /// <summary>Requests that were repeats.</summary>
    public long Retries { get; init; }

    /// <summary>Requests that had to wait for a limit.</summary>
    public long LimitWaits { get; init; }
}
