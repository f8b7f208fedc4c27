namespace Sequence.Connectors.Simulators;

internal sealed class SimulatedTimer(SimulatedClock clock, TimerCallback callback, object? state) : ITimer
{
    private volatile bool disposed;

    public DateTimeOffset? Due { get; set; }

    public TimeSpan Period { get; set; }

    public bool Change(TimeSpan dueTime, TimeSpan period) => !disposed && clock.Schedule(this, dueTime, period);

    public void Fire()
    {
        if (!disposed)
        {
            callback(state);
        }
    }

    public void Dispose()
    {
        disposed = true;
        clock.Remove(this);
    }

    public ValueTask DisposeAsync()
    {
        Dispose();
        return ValueTask.CompletedTask;
    }
}
