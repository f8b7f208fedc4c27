using System.Diagnostics;

namespace Sequence.Connectors.Http.Tests;

/// <summary>A clock that stands still until a test moves it.</summary>
internal sealed class ManualClock : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<ManualTimer> _timers = [];
    private DateTimeOffset _now = new(2026, 1, 15, 12, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public NodaTime.Instant Now => NodaTime.Instant.FromDateTimeOffset(GetUtcNow());

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock)
        {
            return _now;
        }
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new ManualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    public void Advance(TimeSpan by) => AdvanceTo(GetUtcNow() + by);

    /// <summary>Moves the clock from timer to timer, whenever nothing else goes on, until the task has ended.</summary>
    public async Task DriveAsync(Task task)
    {
        var watch = Stopwatch.StartNew();
        while (!task.IsCompleted)
        {
            Assert.True(watch.Elapsed < TimeSpan.FromMinutes(1), "The task neither ended nor waited for the clock.");
            if (NextTimer() is not { } soon)
            {
                await Task.Delay(1);
            }
            else if (await IsQuietAsync(task, RoundsBefore(soon)) && NextTimer() is { } next && next >= soon)
            {
                AdvanceTo(next);
            }
        }
    }

    public async Task<T> DriveAsync<T>(Task<T> task)
    {
        await DriveAsync((Task)task);
        return await task;
    }

    /// <summary>Lets everything run that does not wait for the clock.</summary>
    public static async Task SettleAsync()
    {
        for (var round = 0; round < 5; round++)
        {
            await Task.Delay(1);
            if (ThreadPool.PendingWorkItemCount > 0)
            {
                round = 0;
            }
        }
    }

    // A far timer is most often a timeout of what is at work: a slow machine must not be taken for a system that is silent.
    private int RoundsBefore(DateTimeOffset moment) => moment - GetUtcNow() > TimeSpan.FromSeconds(5) ? 40 : 3;

    private static async Task<bool> IsQuietAsync(Task task, int rounds)
    {
        for (var round = 0; round < rounds && !task.IsCompleted; round++)
        {
            await Task.Delay(1);
            if (ThreadPool.PendingWorkItemCount > 0)
            {
                return false;
            }
        }

        return !task.IsCompleted;
    }

    private DateTimeOffset? NextTimer()
    {
        lock (_lock)
        {
            return _timers.Count == 0 ? null : _timers.Min(timer => timer.Due);
        }
    }

    private void AdvanceTo(DateTimeOffset moment)
    {
        while (true)
        {
            ManualTimer? due;
            lock (_lock)
            {
                due = _timers.Where(timer => timer.Due <= moment).MinBy(timer => timer.Due);
                _now = due is null ? moment : due.Due > _now ? due.Due : _now;
                if (due is not null)
                {
                    _timers.Remove(due);
                }
            }

            if (due is null)
            {
                return;
            }

            due.Fire();
        }
    }

    private sealed class ManualTimer(ManualClock clock, TimerCallback callback, object? state) : ITimer
    {
        public DateTimeOffset Due { get; private set; }

        public void Fire() => callback(state);

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (clock._lock)
            {
                clock._timers.Remove(this);
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    Due = clock._now + dueTime;
                    clock._timers.Add(this);
                }
            }

            return true;
        }

        public void Dispose() => Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
