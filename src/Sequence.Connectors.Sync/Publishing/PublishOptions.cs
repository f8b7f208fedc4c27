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

    /// <summary>
    /// The host's revision of the record: a number that grows with each change, such as the version of its row. An earlier one
    /// that is stored or sent later does not overwrite a later one. Null takes the time of composing, in milliseconds since
    /// 1970, which is not compared with numbers below a trillion: of those two, what comes later is newer.
    /// </summary>
    public long? Revision { get; init; }

    /// <summary>
    /// Whether it is history that is filled in: it goes behind what happens now, never takes the place of it, and leaves a record
    /// alone that is in the system already.
    /// </summary>
    public bool IsBackfill { get; init; }
}
