using System.ComponentModel;

namespace Sequence.Connectors.Http;

/// <summary>
/// For packages of connectors: how long a request may still be at work whose answer is not known. That is as long as the system
/// works on one, after it last left. Where a process died, it is not known when that was, so that the longest time is waited out
/// for which a call goes on leaving.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Advanced)]
public sealed class SettleTime
{
    private static readonly Duration Margin = Duration.FromSeconds(10);
    private readonly Duration _serverTimeout;

    /// <summary>The times of one system.</summary>
    /// <param name="profile">How the system is called.</param>
    /// <param name="options">What the host says otherwise.</param>
    /// <param name="serverTimeout">How long the system works on a request at most.</param>
    /// <param name="keyLife">How long the system knows an idempotency key; null where that outlives every call.</param>
    public SettleTime(ApiProfile profile, ApiOptions options, Duration serverTimeout, Duration? keyLife = null)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(options);
        _serverTimeout = serverTimeout;

        // Before each attempt the limiter may hold it, and the system may have asked to wait.
        var attempt = options.AttemptTimeout ?? profile.AttemptTimeout;
        var wait = options.LongestWait ?? profile.LongestWait;
        var longest = (attempt + wait + wait) * (options.MaxAttempts ?? profile.MaxAttempts);
        LongestCall = keyLife is { } life ? Duration.Min(longest, life - Duration.FromMinutes(1)) : longest;
    }

    /// <summary>
    /// How long a call may take, with its waits and repeats. It is ended then, a minute before its key dies at the latest, so that
    /// no attempt leaves later.
    /// </summary>
    public Duration LongestCall { get; }

    /// <summary>
    /// How long a call goes on that was cancelled: its answer is most likely about to come, and spares the time that finding out
    /// takes.
    /// </summary>
    public Duration LastWait { get; } = Duration.FromSeconds(10);

    /// <summary>How long until absence is certain; null when it is.</summary>
    public Duration? Remaining(WriteAttempt attempt, Instant now)
    {
        ArgumentNullException.ThrowIfNull(attempt);
        var lastLeft = attempt.RepeatedAt ?? attempt.StartedAt + LongestCall;
        var wait = lastLeft + _serverTimeout + Margin - now;
        return wait > Duration.Zero ? wait : null;
    }
}
