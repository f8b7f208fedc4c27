using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Sync;

/// <summary>
/// Does what is due: spreads what was published, then gives each connection that has work its turn, several at a time, tenants in
/// turn. Any number of processes may do so on one store.
/// </summary>
internal sealed partial class SyncRunner(
    ISyncStore store,
    Spreading spreading,
    ConnectionTurn turns,
    SyncOptions options,
    SyncSignal signal,
    TimeProvider clock,
    ILogger<SyncRunner> log
) : IDisposable
{
    private const int MostConnections = 1000;
    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Instant> _paused = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim _slots = new(options.MaxConnections);
    private SyncDoubt? _doubt;
    private Instant? _beatAt;
    private Instant? _startedAt;

    public void Dispose() => _slots.Dispose();

    /// <summary>Lets a connection work again that was stopped by a limit or a failure.</summary>
    public void Resume(string connectionId) => _paused.TryRemove(connectionId, out _);

    /// <summary>Does what is due now, and waits for it.</summary>
    public async Task<SyncTurn> RunDueAsync(CancellationToken cancellationToken)
    {
        var (worked, work, turnsTaken) = await StartAsync(cancellationToken).ConfigureAwait(false);
        var taken = await Task.WhenAll(turnsTaken).ConfigureAwait(false);
        var pauses = work.Connections.Select(one => _paused.TryGetValue(one.ConnectionId, out var until) ? until : (Instant?)null);
        // What another process holds is its work; whether that process still lives shows when its lease ends.
        var isHeldElsewhere = taken.Contains(false);
        return new()
        {
            Worked = worked || taken.Contains(true),
            NextAt = pauses.Append(work.NextAt).Append(isHeldElsewhere ? Now() + options.LongestSleep : null).Min(),
            NextSweepAt = work.NextSweepAt,
        };
    }

    /// <summary>
    /// Starts what is due now and is not at work yet, and wakes the worker when it is done: a connection that takes long keeps no
    /// other waiting.
    /// </summary>
    public async Task<IReadOnlyList<Task>> StartDueAsync(CancellationToken cancellationToken) =>
        (await StartAsync(cancellationToken).ConfigureAwait(false)).Turns;

    private async Task<(bool Spread, DueWork Work, IReadOnlyList<Task<bool>> Turns)> StartAsync(CancellationToken cancellationToken)
    {
        await BeatAsync(cancellationToken).ConfigureAwait(false);
        var spread = await spreading.RunAsync(cancellationToken).ConfigureAwait(false);
        var work = await store.FindDueAsync(Now(), MostConnections, cancellationToken).ConfigureAwait(false);
        return (
            spread,
            work,
            [
                .. Fairly(work.Connections)
                    .Where(IsReady)
                    .Select(one => Start(one.ConnectionId, cancellationToken))
                    .OfType<Task<bool>>(),
            ]
        );
    }

    // One connection of each tenant, then the second of each: a tenant with many does not keep the others waiting.
    private static IEnumerable<DueConnection> Fairly(IReadOnlyList<DueConnection> due) => due
        .GroupBy(one => one.Tenant, StringComparer.Ordinal)
        .SelectMany(group => group.Select((one, place) => (one, place)))
        .OrderBy(pair => pair.place).ThenBy(pair => pair.one.DueAt)
        .Select(pair => pair.one);

    private bool IsReady(DueConnection one) => !_paused.TryGetValue(one.ConnectionId, out var until) || until <= Now();

    // Null where the connection is at work already.
    private Task<bool>? Start(string connectionId, CancellationToken cancellationToken) =>
        _busy.TryAdd(connectionId, true) ? Task.Run(() => RunAndCallAsync(connectionId, cancellationToken), CancellationToken.None) : null;

    // A turn has an end, and there may be more to do. One that another process has is left to it.
    private async Task<bool> RunAndCallAsync(string connectionId, CancellationToken cancellationToken)
    {
        var isTaken = await RunAsync(connectionId, cancellationToken).ConfigureAwait(false);
        if (isTaken)
        {
            signal.Wake();
        }

        return isTaken;
    }

    private async Task<bool> RunAsync(string connectionId, CancellationToken cancellationToken)
    {
        try
        {
            await _slots.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await TakeTurnAsync(connectionId, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        finally
        {
            _busy.TryRemove(connectionId, out _);
        }
    }

    private async Task<bool> TakeTurnAsync(string connectionId, CancellationToken cancellationToken)
    {
        if (
            await store.AcquireAsync(connectionId, _owner, Now(), options.LeaseTime, cancellationToken).ConfigureAwait(false)
            is not { } lease
        )
        {
            return false;
        }

        await RunAsync(lease, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private async Task RunAsync(ConnectionLease lease, CancellationToken cancellationToken)
    {
        try
        {
            if (await turns.RunAsync(lease, _doubt, cancellationToken).ConfigureAwait(false) is { } until)
            {
                _paused[lease.ConnectionId] = until;
            }
            else
            {
                _paused.TryRemove(lease.ConnectionId, out _);
            }
        }
        catch (LeaseLostException exception)
        {
            LogLeaseLost(exception.Message);
        }
        catch (Exception exception) when (exception is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // One connection's trouble is not another's: it rests, the others go on.
            _paused[lease.ConnectionId] = Now() + options.RetryAfter(5);
            LogFailed(exception, lease.ConnectionId);
        }
        finally
        {
            await store.ReleaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task BeatAsync(CancellationToken cancellationToken)
    {
        var now = Now();
        if (_beatAt is { } last && now - last < options.LongestSilence / 4)
        {
            return;
        }

        var silences = await store.BeatAsync(now, options.LongestSilence, cancellationToken).ConfigureAwait(false);
        var lately = silences.Where(one => one.End > now - options.DoubtTime).ToList();
        _startedAt ??= now;
        // What this process sent it knows of; what another sent left before this one began, or before the silence ended.
        _doubt = lately.Count == 0
            ? null
            : new(lately.Min(one => one.Start) - options.LongestSilence, Instant.Min(lately.Max(one => one.End), _startedAt.Value));
        _beatAt = now;
    }

    private Instant Now() => Instant.FromDateTimeOffset(clock.GetUtcNow());

    [LoggerMessage(Level = LogLevel.Information, Message = "{Reason}")]
    private partial void LogLeaseLost(string reason);

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "The work on connection {ConnectionId} failed in a way that the engine does not know; it is tried again by itself."
    )]
    private partial void LogFailed(Exception exception, string connectionId);
}
