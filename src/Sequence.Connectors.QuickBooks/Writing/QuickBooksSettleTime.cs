namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// How long a request may still be at work whose answer is not known: as long as QuickBooks works on one, after it last left. Where a process died, it is not known
/// how often the pipeline had repeated the request by then, so that every repeat it may have made is waited out too.
/// </summary>
internal static class QuickBooksSettleTime
{
    public const int MaxAttempts = 4;

    public static readonly Duration AttemptTimeout = QuickBooksFacts.ServerTimeout + Duration.FromSeconds(5);
    public static readonly Duration LongestWait = Duration.FromMinutes(2);

    private static readonly Duration Repeats = (AttemptTimeout + LongestWait) * (MaxAttempts - 1);
    private static readonly Duration Margin = Duration.FromSeconds(10);

    /// <summary>How long until absence is certain; null when it is.</summary>
    public static Duration? Remaining(WriteAttempt attempt, Instant now)
    {
        var lastLeft = attempt.RepeatedAt ?? attempt.StartedAt + Repeats;
        var wait = lastLeft + QuickBooksFacts.ServerTimeout + Margin - now;
        return wait > Duration.Zero ? wait : null;
    }
}
