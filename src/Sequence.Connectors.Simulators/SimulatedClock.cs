namespace Sequence.Connectors.Simulators;

/// <summary>
/// A clock that moves only when it is told to. Hand the same instance to the simulators and to the code under test, and waiting costs
/// nothing.
/// </summary>
public sealed class SimulatedClock : TimeProvider, IDisposable
{
    private readonly Lock gate = new();
    private readonly List<SimulatedTimer> timers = [];
    private readonly DateTimeOffset start;
    private DateTimeOffset now;
    private ClockPump? pump;
    private long activity;
    private int holds;
    private int waits;

    /// <summary>Starts at the given instant, or at 2026-03-02T17:00:00Z, a Monday morning at the vendors.</summary>
    public SimulatedClock(DateTimeOffset? start = null)
    {
        this.start = start?.ToUniversalTime() ?? new DateTimeOffset(2026, 3, 2, 17, 0, 0, TimeSpan.Zero);
        now = this.start;
    }

    /// <summary>
    /// While true, the clock jumps to the earliest timer that is due within <see cref="AutoAdvanceLimit"/> as soon as the process has been
    /// quiet for
    /// a few real milliseconds: no timer set, no request in flight, no work queued.
    /// </summary>
    public bool AutoAdvance
    {
        get { lock (gate) { return pump is not null; } }
        set
        {
            lock (gate)
            {
                if (value == pump is not null)
                {
                    return;
                }

                pump?.Dispose();
                pump = value ? new ClockPump(this) : null;
            }
        }
    }

    /// <summary>
    /// The farthest jump that <see cref="AutoAdvance"/> makes; 10 minutes unless set. Timers due later wait for <see cref="Advance"/>.
    /// </summary>
    public TimeSpan AutoAdvanceLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <inheritdoc />
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return now;
        }
    }

    /// <inheritdoc />
    public override long GetTimestamp() => (GetUtcNow() - start).Ticks;

    /// <inheritdoc />
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new SimulatedTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Moves time forward and runs every timer that falls due on the way, in order, on the calling thread.</summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        DateTimeOffset end;
        lock (gate)
        {
            end = now + by;
        }

        while (TakeDue(end) is { } due)
        {
            due.Fire();
        }

        lock (gate)
        {
            now = now > end ? now : end;
            activity++;
        }
    }

    /// <summary>
    /// Keeps <see cref="AutoAdvance"/> from moving the clock until the result is disposed: around work that takes real time.
    /// </summary>
    public IDisposable Hold() => new ClockHold(this);

    /// <summary>Stops <see cref="AutoAdvance"/>; timers stay as they are.</summary>
    public void Dispose() => AutoAdvance = false;

    internal (long Activity, bool Held, int Waits) Observe()
    {
        lock (gate)
        {
            return (activity, holds > 0, waits);
        }
    }

    /// <summary>Waits on this clock while a caller waits for an answer: the one request in flight that must not hold the clock.</summary>
    internal async Task DelayRequestAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref waits);
        try
        {
            await Task.Delay(delay, this, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref waits);
        }
    }

    internal void AdvanceToNextTimer()
    {
        TimeSpan by;
        lock (gate)
        {
            var due = timers.Min(timer => timer.Due);
            if (due is null || holds > 0 || due - now > AutoAdvanceLimit)
            {
                return;
            }

            by = due.Value > now ? due.Value - now : TimeSpan.Zero;
        }

        Advance(by);
    }

    internal void Count(int hold)
    {
        lock (gate)
        {
            holds += hold;
            activity++;
        }
    }

    internal bool Schedule(SimulatedTimer timer, TimeSpan dueTime, TimeSpan period)
    {
        lock (gate)
        {
            activity++;
            timers.Remove(timer);
            timer.Due = dueTime == Timeout.InfiniteTimeSpan ? null : now + dueTime;
            timer.Period = period;
            if (timer.Due is not null)
            {
                timers.Add(timer);
            }

            return true;
        }
    }

    internal void Remove(SimulatedTimer timer)
    {
        lock (gate)
        {
            timers.Remove(timer);
        }
    }

    private SimulatedTimer? TakeDue(DateTimeOffset end)
    {
        lock (gate)
        {
            var due = timers.MinBy(timer => timer.Due);
            if (due is null || due.Due > end)
            {
                return null;
            }

            now = due.Due > now ? due.Due.Value : now;
            if (due.Period > TimeSpan.Zero)
            {
                due.Due = now + due.Period;
            }
            else
            {
                timers.Remove(due);
                due.Due = null;
            }

            return due;
        }
    }

    private sealed class ClockHold : IDisposable
    {
        private SimulatedClock? clock;

        public ClockHold(SimulatedClock clock)
        {
            this.clock = clock;
            clock.Count(hold: 1);
        }

        public void Dispose() => Interlocked.Exchange(ref clock, null)?.Count(hold: -1);
    }
}
