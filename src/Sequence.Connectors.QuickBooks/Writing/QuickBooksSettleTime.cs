using Sequence.Connectors.Http;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// How long a request may still be at work whose answer is not known: as long as QuickBooks works on one, after it last left. Where a process died, it is not known
/// how often the pipeline had repeated the request by then, so that every repeat it may have made is waited out too.
/// </summary>
internal sealed class QuickBooksSettleTime
{
    private static readonly Duration Margin = Duration.FromSeconds(10);
    private readonly Duration _repeats;

    // Before each attempt the limiter may hold it, and the system may have asked to wait.
    public QuickBooksSettleTime(ApiProfile profile, ApiOptions options)
    {
        var attempt = options.AttemptTimeout ?? profile.AttemptTimeout;
        var wait = options.LongestWait ?? profile.LongestWait;
        _repeats = (attempt + wait + wait) * ((options.MaxAttempts ?? profile.MaxAttempts) - 1);
    }

    /// <summary>How long until absence is certain; null when it is.</summary>
    public Duration? Remaining(WriteAttempt attempt, Instant now)
    {
        var lastLeft = attempt.RepeatedAt ?? attempt.StartedAt + _repeats;
        var wait = lastLeft + QuickBooksFacts.ServerTimeout + Margin - now;
        return wait > Duration.Zero ? wait : null;
    }
}
