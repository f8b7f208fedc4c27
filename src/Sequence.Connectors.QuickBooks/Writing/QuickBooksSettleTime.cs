namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// How long a request may still be at work whose answer is not known: as long as QuickBooks works on one, after it last left. Where a process died, it is not known
/// when that was, so that the longest time is waited for which a call goes on leaving.
/// </summary>
internal static class QuickBooksSettleTime
{
    public const int MaxAttempts = 4;

    public static readonly Duration AttemptTimeout = QuickBooksFacts.ServerTimeout + Duration.FromSeconds(5);
    public static readonly Duration LongestWait = Duration.FromMinutes(2);

    /// <summary>How long a call may take with its waits and repeats. No attempt leaves later than this, whatever the host allows in its options.</summary>
    public static readonly Duration LongestCall = Duration.FromMinutes(12);

    /// <summary>How long a call that was cancelled may go on: most answers are about to come, and an answer is worth more than a question.</summary>
    public static readonly Duration LastWait = Duration.FromSeconds(10);

    private static readonly Duration Margin = LastWait + Duration.FromSeconds(10);

    /// <summary>How long until absence is certain; null when it is.</summary>
    public static Duration? Remaining(WriteAttempt attempt, Instant now)
    {
        var lastLeft = attempt.RepeatedAt ?? attempt.StartedAt + LongestCall;
        var wait = lastLeft + QuickBooksFacts.ServerTimeout + Margin - now;
        return wait > Duration.Zero ? wait : null;
    }
}
