using System.Diagnostics;

namespace Sequence.Connectors.Simulators;

/// <summary>Watches, in real time, for the process to fall quiet, and then moves the clock to its next timer.</summary>
internal sealed class ClockPump : IDisposable
{
    private const int QuietTicks = 4;
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan LateTick = TimeSpan.FromMilliseconds(6);
    private static readonly TimeSpan LongQuiet = TimeSpan.FromMilliseconds(250);

    private readonly HttpActivity http = new();
    private readonly SimulatedClock clock;
    private readonly Timer timer;
    private long lastActivity;
    private long lastLook = Stopwatch.GetTimestamp();
    private long quietSince = Stopwatch.GetTimestamp();
    private int quietTicks;
    private int looking;

    public ClockPump(SimulatedClock clock)
    {
        this.clock = clock;
        timer = new Timer(_ => Look(), null, Tick, Tick);
    }

    public void Dispose()
    {
        timer.Dispose();
        http.Dispose();
    }

    private void Look()
    {
        if (Interlocked.Exchange(ref looking, 1) == 1)
        {
            return;
        }

        try
        {
            if (IsQuiet())
            {
                quietTicks = 0;
                clock.AdvanceToNextTimer();
            }
        }
        finally
        {
            Interlocked.Exchange(ref looking, 0);
        }
    }

    private bool IsQuiet()
    {
        var (activity, held, waits) = clock.Observe();
        // A request on its way may cancel the timer that guards it, and so may queued work: time stands still until both are done.
        if (held || activity != lastActivity || http.InFlight > waits || ThreadPool.PendingWorkItemCount > 0)
        {
            lastActivity = activity;
            lastLook = quietSince = Stopwatch.GetTimestamp();
            quietTicks = 0;
            return false;
        }

        // On a crowded machine the thread that will send the next request may be waiting for a processor, as this one was.
        quietTicks = Stopwatch.GetElapsedTime(lastLook) > LateTick ? 0 : quietTicks + 1;
        lastLook = Stopwatch.GetTimestamp();
        return quietTicks >= QuietTicks || Stopwatch.GetElapsedTime(quietSince) > LongQuiet;
    }
}
