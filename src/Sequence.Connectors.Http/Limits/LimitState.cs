namespace Sequence.Connectors.Http;

/// <summary>How much of one limit is used. Guarded by the limiter's lock.</summary>
internal sealed class LimitState
{
    // What is on its way counts until it is answered, and a window's length longer: the system counts it at some moment in between.
    private readonly Queue<(Instant End, int Cost)> _recent = [];
    private int _used;

    // What others used, as the system told last.
    private (int Cost, Instant End) _others;

    public Instant PausedUntil { get; private set; } = Instant.MinValue;

    /// <summary>
    /// How often in a row the system throttled, with nothing that passed in between; requests that were on their way together
    /// count once.
    /// </summary>
    public int Throttles { get; private set; }

    public void CountThrottle(Instant now) => Throttles += now >= PausedUntil ? 1 : 0;

    public void ForgetThrottles() => Throttles = 0;

    // The system says itself when there is room again, whoever used it up.
    public void PauseUntil(Instant until)
    {
        PausedUntil = Instant.Max(PausedUntil, until);
        _others.End = Instant.Min(_others.End, until);
    }

    /// <summary>Follows the system's count of what everybody used, which knows more than ours.</summary>
    public void Follow(int used, Instant until) => _others = (Math.Max(0, used - _used), until);

    public void Forget(Instant now)
    {
        if (_others.End <= now)
        {
            _others = default;
        }

        while (_recent.TryPeek(out var oldest) && oldest.End <= now)
        {
            _used -= _recent.Dequeue().Cost;
        }
    }

    /// <summary>Whether a cost fits into what is ours, and with what others used into the whole.</summary>
    public bool HasRoom(int cost, int own, int whole, Instant now) =>
        now >= PausedUntil && _used + cost <= own && _used + _others.Cost + cost <= whole;

    public void Take(int cost) => _used += cost;

    public void GiveBack(int cost, Duration window, Instant now)
    {
        if (window == Duration.Zero)
        {
            _used -= cost;
            return;
        }

        _recent.Enqueue((now + window, cost));
    }

    /// <summary>When the limit may have room by the passing of time alone; null when only an answer makes room.</summary>
    public Instant? NextChange(Instant now)
    {
        if (now < PausedUntil)
        {
            return PausedUntil;
        }

        Instant? own = _recent.TryPeek(out var oldest) ? oldest.End : null;
        return _others.Cost > 0 ? Instant.Min(_others.End, own ?? Instant.MaxValue) : own;
    }
}
