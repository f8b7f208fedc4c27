namespace Sequence.Connectors.Sync;

/// <summary>Shows now and then how much is not done: the store is asked by the worker, never by whoever reads the metrics.</summary>
internal sealed class BacklogMeter(ISyncStore store, TimeProvider clock)
{
    private static readonly Duration Interval = Duration.FromSeconds(30);
    private Instant? _shownAt;

    public async Task ShowAsync(CancellationToken cancellationToken)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        if (_shownAt is { } shown && now - shown < Interval)
        {
            return;
        }

        _shownAt = now;
        SyncTelemetry.Waiting(await store.ReadBacklogAsync(cancellationToken).ConfigureAwait(false), now);
    }
}
