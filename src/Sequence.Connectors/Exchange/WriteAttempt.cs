namespace Sequence.Connectors;

/// <summary>
/// The envelope of one request that may have an effect: written down before the request leaves, so that after a crash it is known
/// exactly what may have happened.
/// </summary>
public sealed record WriteAttempt
{
    /// <summary>The idempotency key that the request bears; where the system has none, a name for the request.</summary>
    public required string Key { get; init; }

    /// <summary>The keys of the intents in the request, in its order.</summary>
    public required ValueList<string> Members { get; init; }

    /// <summary>
    /// A hash of the request's body: only an equal body may be sent again under the same key. A connector may add what it must know
    /// after a crash, such as an address that the request takes away for the time being; store it whole.
    /// </summary>
    public required string Fingerprint { get; init; }

    /// <summary>When the request was first about to leave: a system counts the life of its key from there.</summary>
    public required Instant StartedAt { get; init; }

    /// <summary>
    /// When the same request was last about to leave again; null while it left once. The system may be busy with it from there.
    /// </summary>
    public Instant? RepeatedAt { get; init; }
}
