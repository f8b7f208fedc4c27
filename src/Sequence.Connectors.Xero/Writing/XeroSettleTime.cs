namespace Sequence.Connectors.Xero;

/// <summary>
/// How long a request may still be at work whose answer is not known: as long as Xero works on one, after it last left. Where a
/// process died, it is not known when that was, so that the longest time is waited out for which a call goes on leaving; and a
/// call goes on only while its key lives.
/// </summary>
internal sealed class XeroSettleTime
{
    private static readonly Duration Margin = Duration.FromSeconds(10);
    private static readonly Duration BeforeKeyDies = Duration.FromMinutes(1);
    private static readonly Duration AttemptTimeout = Duration.FromSeconds(100);
    private static readonly Duration LongestWait = Duration.FromMinutes(2);
    private const int Attempts = 4;

    // Before each attempt the limiter may hold it, and the system may have asked to wait.
    public XeroSettleTime(ApiOptions options)
    {
        var attempt = options.AttemptTimeout ?? AttemptTimeout;
        var wait = options.LongestWait ?? LongestWait;
        LongestCall = Duration.Min((attempt + wait + wait) * (options.MaxAttempts ?? Attempts), XeroFacts.KeyLife - BeforeKeyDies);
    }

    /// <summary>How long a call may take, with its waits and repeats; it is ended then, so that no attempt leaves later.</summary>
    public Duration LongestCall { get; }

    /// <summary>
    /// How long a call goes on that was cancelled: its answer is most likely about to come, and spares the time that finding out
    /// takes.
    /// </summary>
    public Duration LastWait { get; } = Duration.FromSeconds(10);

    /// <summary>How long until absence is certain; null when it is.</summary>
    public Duration? Remaining(WriteAttempt attempt, Instant now)
    {
        var lastLeft = attempt.RepeatedAt ?? attempt.StartedAt + LongestCall;
        var wait = lastLeft + XeroFacts.ServerTimeout + Margin - now;
        return wait > Duration.Zero ? wait : null;
    }
}
