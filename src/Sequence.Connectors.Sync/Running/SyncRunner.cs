using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Sync;

/// <summary>
/// Does what is due: spreads what was published, then gives each connection that has work its turn, several at a time, tenants in
/// turn. Any number of processes may do so on one store.
/// </summary>
internal sealed class SyncRunner(
    ISyncStore store,
    Spreading spreading,
    ConnectionTurn turns,
    SyncOptions options,
    SyncSignal signal,
    TimeProvider clock,
    ILogger log
) : IDisposable
{
    private const int MostConnections = 1000;
    private const int MostForgotten = 1000;
    private static readonly Duration ForgetEvery = Duration.FromHours(1);
    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _slots = new(options.MaxConnections);
    private SyncDoubt? _doubt;
    private Instant? _beatAt;
    private Instant? _startedAt;
    private Instant? _forgotten;
    private Instant? _forgetAt;

    public void Dispose() => _slots.Dispose();

    /// <summary>Does what is due now, and waits for it.</summary>
    public async Task<SyncTurn> RunDueAsync(CancellationToken cancellationToken)
    {
        var (spread, work, turnsTaken) = await StartAsync(cancellationToken).ConfigureAwait(false);
        var taken = await Task.WhenAll(turnsTaken).ConfigureAwait(false);
        // What another process holds is its work; whether that process still lives shows when its lease ends.
        Instant? lookAgain = taken.Contains(TurnResult.Elsewhere) ? Now() + options.LongestSleep : null;
        return new()
        {
            Worked = spread || taken.Contains(TurnResult.Worked),
            NextAt = new[] { work.NextAt, lookAgain }.Min(),
            NextSweepAt = work.NextSweepAt,
        };
    }

    /// <summary>
    /// Starts what is due now and is not at work yet, and wakes the worker when it is done: a connection that takes long keeps no
    /// other waiting.
    /// </summary>
    public async Task<IReadOnlyList<Task>> StartDueAsync(CancellationToken cancellationToken) =>
        (await StartAsync(cancellationToken).ConfigureAwait(false)).Turns;

    private async Task<(bool Spread, DueWork Work, IReadOnlyList<Task<TurnResult>> Turns)> StartAsync(CancellationToken cancellationToken)
    {
        await BeatAsync(cancellationToken).ConfigureAwait(false);
        await ForgetAsync(cancellationToken).ConfigureAwait(false);
        var spread = await spreading.RunAsync(cancellationToken).ConfigureAwait(false);
        var work = await store.FindDueAsync(Now(), MostConnections, cancellationToken).ConfigureAwait(false);
        return (
            spread,
            work,
            [.. Fairly(work.Connections).Select(one => Start(one, cancellationToken)).OfType<Task<TurnResult>>()]
        );
    }

    // One connection of each tenant, then the second of each: a tenant with many does not keep the others waiting.
    private static IEnumerable<DueConnection> Fairly(IReadOnlyList<DueConnection> due) => due
        .GroupBy(one => one.Tenant, StringComparer.Ordinal)
        .SelectMany(group => group.Select((one, place) => (one, place)))
        .OrderBy(pair => pair.place).ThenBy(pair => pair.one.DueAt)
        .Select(pair => pair.one);

    // Null where the connection is at work already.
    private Task<TurnResult>? Start(DueConnection one, CancellationToken cancellationToken) => _busy.TryAdd(one.ConnectionId, true)
        ? RunAndCallAsync(one, cancellationToken)
        : null;

    // A turn has an end, and there may be more to do. Where nothing could be done, or another process does it, the next look is in time.
    private async Task<TurnResult> RunAndCallAsync(DueConnection one, CancellationToken cancellationToken)
    {
        var result = await RunAsync(one, cancellationToken).ConfigureAwait(false);
        if (result == TurnResult.Worked)
        {
            signal.Wake();
        }

        return result;
    }

    private async Task<TurnResult> RunAsync(DueConnection one, CancellationToken cancellationToken)
    {
        try
        {
            await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                // Not before: who waits for a place waits in the order that is fair.
                return await Task.Run(() => TakeTurnAsync(one, cancellationToken), CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (LeaseLostException exception)
        {
            SyncLog.LeaseLost(log, exception.Message);
            return TurnResult.Elsewhere;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // The store failed: nothing is lost, and the other connections go on.
            SyncLog.TurnFailed(log, exception, one.ConnectionId);
            return TurnResult.Elsewhere;
        }
        finally
        {
            _busy.TryRemove(one.ConnectionId, out _);
        }
    }

    private async Task<TurnResult> TakeTurnAsync(DueConnection one, CancellationToken cancellationToken)
    {
        if (
            await store.AcquireAsync(one.ConnectionId, _owner, Now(), options.LeaseTime, cancellationToken).ConfigureAwait(false)
            is not { } lease
        )
        {
            return TurnResult.Elsewhere;
        }

        try
        {
            return await turns.RunAsync(one.Tenant, lease, _doubt, cancellationToken).ConfigureAwait(false)
                ? TurnResult.Worked
                : TurnResult.Idle;
        }
        finally
        {
            await store.ReleaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
    }

    // A page at a look, so that no look takes long: the next follows at once while there is more.
    private async Task ForgetAsync(CancellationToken cancellationToken)
    {
        var now = Now();
        if (_forgetAt > now)
        {
            return;
        }

        var gone = await store
            .ForgetAsync(now - options.KeepJournal, now - options.KeepInbox, now - options.DoubtTime, MostForgotten, cancellationToken)
            .ConfigureAwait(false);
        _forgetAt = gone < MostForgotten ? now + ForgetEvery : now;
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        var now = Now();
        var last = _beatAt;
        if (now - last < options.LongestSilence / 4)
        {
            return;
        }

        var silences = await store.BeatAsync(now, options.LongestSilence, cancellationToken).ConfigureAwait(false);
        _startedAt ??= now;
        _beatAt = now;
        _forgotten = silences.Where(one => one.Start < last && last < one.End).Select(one => (Instant?)one.End).Append(_forgotten).Max();
        var lately = silences.Where(one => one.End > now - options.DoubtTime).ToList();
        if (lately.Count == 0)
        {
            _doubt = null;
            return;
        }

        // What this process sent since it began it knows of, unless the store forgot a sign of life of this process itself: then it
        // was brought back from a copy under it, and what both sent until then may be unknown.
        var known = Instant.Max(_startedAt.Value, _forgotten ?? Instant.MinValue);
        _doubt = new(lately.Min(one => one.Start) - options.LongestSilence, Instant.Min(lately.Max(one => one.End), known));
    }

    private Instant Now() => Instant.FromDateTimeOffset(clock.GetUtcNow());
}
