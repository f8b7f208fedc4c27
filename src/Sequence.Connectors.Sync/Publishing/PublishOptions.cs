namespace Sequence.Connectors.Sync;

/// <summary>What may be said of a publication beside its record and event.</summary>
public sealed record PublishOptions
{
    /// <summary>Nothing special: to all connections of the tenant.</summary>
    public static PublishOptions Default { get; } = new();

    /// <summary>Who did it, in the host's words, such as a user's name; null when nobody did.</summary>
    public string? By { get; init; }

    /// <summary>The legal entity whose connections receive the record; null for all of the tenant's.</summary>
    public string? Entity { get; init; }

    /// <summary>The one connection that receives it; null for all that write such records.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>The host's revision of the record: a number that grows with each change. Null takes the time of publishing.</summary>
    public long? Revision { get; init; }

    /// <summary>Whether it is history that is filled in: live events go first.</summary>
    public bool IsBackfill { get; init; }
}
