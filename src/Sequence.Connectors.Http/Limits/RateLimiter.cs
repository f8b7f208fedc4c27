using Microsoft.Extensions.Options;

namespace Sequence.Connectors.Http;

/// <summary>
/// Holds requests to the systems' limits, in this process and on its clock. A request enters when all of its limits have room;
/// those that wait for the same limit enter in their order, and background requests after all others.
/// </summary>
public sealed class RateLimiter
{
    private const int PatientThrottles = 4;
    private const int MostDoublings = 10;
    private static readonly Duration LongestHold = Duration.FromHours(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, LimitState> _states = new(StringComparer.Ordinal);
    private readonly LinkedList<LimitWaiter> _waiters = [];
    private readonly LinkedList<LimitWaiter> _background = [];
    private readonly TimeProvider _clock;
    private readonly ApiOptions _options;
    private readonly ITimer _timer;

    internal RateLimiter(TimeProvider clock, IOptions<ApiOptions> options)
    {
        (_clock, _options) = (clock, options.Value);
        _timer = clock.CreateTimer(
            static limiter => ((RateLimiter)limiter!).Wake(),
            this,
            Timeout.InfiniteTimeSpan,
            Timeout.InfiniteTimeSpan
        );
    }

    /// <summary>Lets nothing through under a key until a moment, as when the system said that its limit is used up.</summary>
    public void PauseUntil(string key, Instant until)
    {
        lock (_lock)
        {
            StateOf(key).PauseUntil(until);
            Pump();
        }
    }

    /// <summary>
    /// Holds a limit back after the system throttled without saying for how long. What goes on in spite of waiting is no burst
    /// but a quota that is used up: then each wait is twice the one before, up to an hour.
    /// </summary>
    internal void HoldBack(string key, Duration wait)
    {
        lock (_lock)
        {
            var (state, now) = (StateOf(key), Now());
            state.CountThrottle(now);
            var doublings = Math.Clamp(state.Throttles - PatientThrottles, 0, MostDoublings);
            state.PauseUntil(now + Duration.Min(wait * (1 << doublings), Duration.Max(wait, LongestHold)));
            Pump();
        }
    }

    /// <summary>Follows what the system says is left of a limit: it counts what other processes use, too.</summary>
    internal void Follow(RateLimit limit, int left)
    {
        lock (_lock)
        {
            StateOf(limit.Key).Follow(limit.Permits - left, Now() + limit.Window);
            Pump();
        }
    }

    internal void Passed(string key)
    {
        lock (_lock)
        {
            StateOf(key).ForgetThrottles();
        }
    }

    internal async ValueTask<IDisposable> EnterAsync(
        IReadOnlyList<RateLimit> limits, int cost, bool isBackground, Duration longestWait, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var waiter = new LimitWaiter(this, limits, cost, isBackground, longestWait);
        lock (_lock)
        {
            (isBackground ? _background : _waiters).AddLast(waiter);
            Pump();
        }

        using var registration = cancellationToken.Register(() => Leave(waiter, cancellationToken));
        return await waiter.Entered.Task.ConfigureAwait(false);
    }

    internal void GiveBack(LimitWaiter waiter)
    {
        lock (_lock)
        {
            foreach (var limit in waiter.Limits.Where(limit => !limit.IsTold))
            {
                StateOf(limit.Key).GiveBack(CostOf(waiter, limit), limit.Window, Now());
            }

            Pump();
        }
    }

    private void Leave(LimitWaiter waiter, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if ((waiter.IsBackground ? _background : _waiters).Remove(waiter))
            {
                waiter.Entered.TrySetCanceled(cancellationToken);
                Pump();
            }
        }
    }

    private void Wake()
    {
        lock (_lock)
        {
            Pump();
        }
    }

    /// <summary>Lets in whoever has room, in their order, and wakes up again when time alone makes room.</summary>
    private void Pump()
    {
        var now = Now();
        var full = new HashSet<string>(StringComparer.Ordinal);
        Instant? next = null;
        foreach (var waiter in _waiters.Concat(_background).ToList())
        {
            if (FullLimitsOf(waiter, full, now) is not { } lacking)
            {
                Admit(waiter);
            }
            else if (lacking.Max(limit => StateOf(limit.Key).NextChange(now)) is { } change && change - now > LongestWait(waiter, lacking))
            {
                Remove(waiter);
                waiter.Entered.TrySetException(new LimitHeldException(change - now));
            }
            else
            {
                next = lacking.Select(limit => StateOf(limit.Key).NextChange(now)).Append(next).Min();
            }
        }

        _timer.Change(next is { } at ? (at - now).ToTimeSpan() : Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    private static Duration LongestWait(LimitWaiter waiter, List<RateLimit> lacking) =>
        lacking.Exists(limit => limit.IsTold) ? Duration.Zero : waiter.LongestWait;

    private List<RateLimit>? FullLimitsOf(LimitWaiter waiter, HashSet<string> full, Instant now)
    {
        List<RateLimit>? lacking = null;
        foreach (var limit in waiter.Limits)
        {
            var state = StateOf(limit.Key);
            state.Forget(now);
            if (full.Contains(limit.Key) || !HasRoom(waiter, limit, state, now))
            {
                full.Add(limit.Key);
                (lacking ??= []).Add(limit);
            }
        }

        return lacking;
    }

    // How much the system alone counts may be known too late: whoever waits for an answer asks, and is told by it.
    private bool HasRoom(LimitWaiter waiter, RateLimit limit, LimitState state, Instant now) =>
        limit.IsTold && !waiter.IsBackground
            ? now >= state.PausedUntil
            : state.HasRoom(
                CostOf(waiter, limit),
                PermitsOf(limit, waiter.IsBackground),
                PermitsOf(limit, waiter.IsBackground, ofAll: true),
                now
            );

    private void Admit(LimitWaiter waiter)
    {
        Remove(waiter);
        foreach (var limit in waiter.Limits.Where(limit => !limit.IsTold))
        {
            StateOf(limit.Key).Take(CostOf(waiter, limit));
        }

        waiter.Entered.TrySetResult(waiter);
    }

    private void Remove(LimitWaiter waiter) => (waiter.IsBackground ? _background : _waiters).Remove(waiter);

    // What costs more than a limit holds takes all of it, instead of waiting for ever.
    private int CostOf(LimitWaiter waiter, RateLimit limit) =>
        limit.IsConcurrency || limit.CountsRequests ? 1 : Math.Min(Math.Max(waiter.Cost, 1), PermitsOf(limit, waiter.IsBackground));

    // Of this process, or of all that share the limit.
    private int PermitsOf(RateLimit limit, bool isBackground, bool ofAll = false)
    {
        var share = (ofAll ? 1 : _options.LimitShare) * (isBackground ? 1 - _options.Reserve : 1);
        return Math.Max(1, (int)(limit.Permits * share));
    }

    private LimitState StateOf(string key)
    {
        if (!_states.TryGetValue(key, out var state))
        {
            _states[key] = state = new LimitState();
        }

        return state;
    }

    private Instant Now() => Instant.FromDateTimeOffset(_clock.GetUtcNow());
}
