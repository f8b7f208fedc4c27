namespace Sequence.Connectors.Simulators;

/// <summary>Watches, in real time, for the process to fall quiet, and then moves the clock to its next timer.</summary>
internal sealed class ClockPump : IDisposable
{
    private const int QuietTicks = 4;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2);

    private readonly SimulatedClock clock;
    private readonly Timer timer;
    private long lastActivity;
    private int quiet;
    private int busy;

    public ClockPump(SimulatedClock clock)
    {
        this.clock = clock;
        timer = new Timer(_ => Look(), null, Tick, Tick);
    }

    public void Dispose() => timer.Dispose();

    private void Look()
    {
        if (Interlocked.Exchange(ref busy, 1) == 1)
        {
            return;
        }

        try
        {
            var (activity, held) = clock.Observe();
            // Queued work may be about to send a request or to cancel a timer: time stands still until the queue is empty.
            quiet = held || activity != lastActivity || ThreadPool.PendingWorkItemCount > 0 ? 0 : quiet + 1;
            lastActivity = activity;
            if (quiet >= QuietTicks)
            {
                quiet = 0;
                clock.AdvanceToNextTimer();
            }
        }
        finally
        {
            Interlocked.Exchange(ref busy, 0);
        }
    }
}
