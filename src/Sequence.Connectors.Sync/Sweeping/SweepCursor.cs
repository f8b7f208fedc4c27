namespace Sequence.Connectors.Sync;

/// <summary>How far a connection's records of a type, or its change feed, were read, and when they are read next.</summary>
public sealed record SweepCursor
{
    /// <summary>The host's customer.</summary>
    public required string Tenant { get; init; }

    /// <summary>The connection.</summary>
    public required string ConnectionId { get; init; }

    /// <summary>The row of a system's change feed, which tells of several types at once.</summary>
    public static RecordType ChangeFeed { get; } = new("ChangeFeed");

    /// <summary>The type of record, or <see cref="ChangeFeed"/>.</summary>
    public required RecordType RecordType { get; init; }

    /// <summary>Where to resume; null before the first sweep.</summary>
    public Cursor? Cursor { get; init; }

    /// <summary>When the last sweep began that came to its end: everything that changed before is known. Null before the first.</summary>
    public Instant? FreshAt { get; init; }

    /// <summary>When it is read next; null while it is not.</summary>
    public Instant? DueAt { get; init; }

    /// <summary>How often it failed in a row.</summary>
    public int Failures { get; init; }

    /// <summary>Why it failed last; null when it did not.</summary>
    public Problem? Problem { get; init; }

    /// <summary>Counts the stored changes; zero for a cursor that is not stored yet.</summary>
    public long Version { get; init; }
}
