namespace Sequence.Connectors.Http;

/// <summary>How much of one limit is used. Guarded by the limiter's lock.</summary>
internal sealed class LimitState
{
    // What is on its way counts until it is answered, and a window's length longer: the system counts it at some moment in between.
    private readonly Queue<(Instant End, int Cost)> _recent = [];
    private int _used;

    public Instant PausedUntil { get; private set; } = Instant.MinValue;

    /// <summary>
    /// How often in a row the system throttled, with nothing that passed in between; requests that were on their way together
    /// count once.
    /// </summary>
    public int Throttles { get; private set; }

    public void CountThrottle(Instant now) => Throttles += now >= PausedUntil ? 1 : 0;

    public void ForgetThrottles() => Throttles = 0;

    public void PauseUntil(Instant until) => PausedUntil = Instant.Max(PausedUntil, until);

    public void Forget(Instant now)
    {
        while (_recent.TryPeek(out var oldest) && oldest.End <= now)
        {
            _used -= _recent.Dequeue().Cost;
        }
    }

    public bool HasRoom(int cost, int permits, Instant now) => now >= PausedUntil && _used + cost <= permits;

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
    public Instant? NextChange(Instant now) => now < PausedUntil ? PausedUntil : _recent.TryPeek(out var oldest) ? oldest.End : null;
}
