using Sequence.Connectors.Http;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// How long a request may still be at work whose answer is not known: as long as QuickBooks works on one, after it last left.
/// Where a process died, it is not known when that was, so that the longest time is waited out for which a call goes on leaving.
/// </summary>
internal sealed class QuickBooksSettleTime
{
    private static readonly Duration Margin = Duration.FromSeconds(10);

    // Before each attempt the limiter may hold it, and the system may have asked to wait.
    public QuickBooksSettleTime(ApiProfile profile, ApiOptions options)
    {
        var attempt = options.AttemptTimeout ?? profile.AttemptTimeout;
        var wait = options.LongestWait ?? profile.LongestWait;
        LongestCall = (attempt + wait + wait) * (options.MaxAttempts ?? profile.MaxAttempts);
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
        var wait = lastLeft + QuickBooksFacts.ServerTimeout + Margin - now;
        return wait > Duration.Zero ? wait : null;
    }
}
