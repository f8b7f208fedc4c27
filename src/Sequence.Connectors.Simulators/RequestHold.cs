namespace Sequence.Connectors.Simulators;

/// <summary>While a request is being worked on, a simulated clock must not jump by itself; while it waits on purpose, it may.</summary>
internal sealed class RequestHold(TimeProvider clock) : IDisposable
{
    private IDisposable? hold = (clock as SimulatedClock)?.Hold();

    public async Task WaitAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        Dispose();
        if (clock is not SimulatedClock simulated)
        {
            await Task.Delay(delay, clock, cancellationToken).ConfigureAwait(false);
            return;
        }

        await simulated.DelayRequestAsync(delay, cancellationToken).ConfigureAwait(false);
        hold = simulated.Hold();
    }

    public void Dispose()
    {
        hold?.Dispose();
        hold = null;
    }
}
