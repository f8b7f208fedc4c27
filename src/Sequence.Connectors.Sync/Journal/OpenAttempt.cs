namespace Sequence.Connectors.Sync;

/// <summary>A request that left, or was about to, and whose outcome is not yet recorded for all of its members.</summary>
public sealed record OpenAttempt
{
    /// <summary>The connection that it went over.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The type of its records.</summary>
    public required RecordType RecordType { get; init; }

    /// <summary>The envelope of the request.</summary>
    public required WriteAttempt Attempt { get; init; }
}
