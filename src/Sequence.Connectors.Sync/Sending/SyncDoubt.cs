namespace Sequence.Connectors.Sync;

/// <summary>
/// A time of which the journal knows nothing, because the database was restored from a copy or no engine was at work: what was
/// created then is looked for before it is created.
/// </summary>
internal sealed record SyncDoubt(Instant From, Instant Until)
{
    /// <summary>The envelope of a request that may have left at any time since.</summary>
    public WriteAttempt About(ValueList<string> creations) => new()
    {
        Key = $"since-{From.ToUnixTimeSeconds()}",
        Members = creations,
        Fingerprint = "unknown",
        StartedAt = From,
        RepeatedAt = Until,
    };
}
