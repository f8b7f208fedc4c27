using System.Threading.Channels;

namespace Sequence.Connectors.Sync;

/// <summary>Wakes the worker when there is something to do, so that nothing waits for a look at the clock.</summary>
public sealed class SyncSignal
{
    // Holds one call: the worker that takes it looks at everything.
    private readonly Channel<bool> _calls = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite }
    );

    /// <summary>
    /// Says that there is something to do. Call it after the transaction that brings the work is committed; calling it too often
    /// does no harm.
    /// </summary>
    public void Wake() => _calls.Writer.TryWrite(true);

    /// <summary>Waits until there is something to do, or until the time is over.</summary>
    /// <returns>Whether it was woken.</returns>
    public async Task<bool> WaitAsync(Duration time, TimeProvider clock, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(clock);
        using var over = new CancellationTokenSource(time.ToTimeSpan(), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(over.Token, cancellationToken);
        try
        {
            return await _calls.Reader.ReadAsync(either.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
    }
}
