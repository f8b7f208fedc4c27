namespace Sequence.Connectors.Conformance;

/// <summary>
/// Makes a system misbehave once. A write is a request that may have an effect; each fault waits for the next request of its kind, happens
/// to that one alone, and leaves the ones after it in peace.
/// </summary>
public interface IFaultControl
{
    /// <summary>
    /// The next request of any kind is refused as one too many, with the time to wait as the vendor says it. It has no effect.
    /// </summary>
    void RateLimitNextCall(Duration retryAfter);

    /// <summary>The connection breaks while the next request that only reads is being answered.</summary>
    void CutNextRead();

    /// <summary>The next write fails on the system's side and has no effect.</summary>
    void FailNextWriteBeforeEffect();

    /// <summary>The next write has its effect, and its answer is a failure on the system's side.</summary>
    void FailNextWriteAfterEffect();

    /// <summary>The next write has its effect, and the connection breaks before the answer.</summary>
    void CutNextWrite();

    /// <summary>
    /// Makes all access tokens expire at the system now; refresh tokens stay good. Does nothing where tokens do not expire.
    /// </summary>
    void ExpireAccessTokens();
}
