using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Sync;

/// <summary>
/// Does what is due: spreads what was published, then gives each connection that has work its turn, several at a time, tenants in turn. Any number of processes may
/// do so on one store.
/// </summary>
internal sealed partial class SyncRunner(
    ISyncStore store, Spreading spreading, ConnectionTurn turns, SyncOptions options, TimeProvider clock, ILogger<SyncRunner> log)
{
    private const int MostConnections = 1000;
    private readonly string _owner = Guid.NewGuid().ToString("N");
    private readonly ConcurrentDictionary<string, bool> _busy = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, Instant> _paused = new(StringComparer.Ordinal);
    private SyncDoubt? _doubt;
    private Instant? _beatAt;
    private Instant? _startedAt;

    /// <summary>Lets a connection work again that was stopped by a limit or a failure.</summary>
    public void Resume(string connectionId) => _paused.TryRemove(connectionId, out _);

    /// <summary>Does what is due now.</summary>
    public async Task<SyncTurn> RunDueAsync(CancellationToken cancellationToken)
    {
        await BeatAsync(cancellationToken).ConfigureAwait(false);
        var worked = await spreading.RunAsync(cancellationToken).ConfigureAwait(false);
        var work = await store.FindDueAsync(Now(), MostConnections, cancellationToken).ConfigureAwait(false);
        var ready = Fairly(work.Connections).Where(IsReady).ToList();
        var turnsTaken = 0;
        await Parallel.ForEachAsync(
            ready,
            new ParallelOptions { MaxDegreeOfParallelism = options.MaxConnections, CancellationToken = cancellationToken },
            async (one, token) => Interlocked.Add(ref turnsTaken, await RunAsync(one.ConnectionId, token).ConfigureAwait(false) ? 1 : 0)).ConfigureAwait(false);
        var pauses = work.Connections.Select(one => _paused.TryGetValue(one.ConnectionId, out var until) ? until : (Instant?)null);
        // What another process holds is its work; whether that process still lives shows when its lease ends.
        var isHeldElsewhere = turnsTaken < ready.Count;
        return new()
        {
            Worked = worked || turnsTaken > 0,
            NextAt = pauses.Append(work.NextAt).Append(isHeldElsewhere ? Now() + options.LongestSleep : null).Min(),
            NextSweepAt = work.NextSweepAt,
        };
    }

    // One connection of each tenant, then the second of each: a tenant with many does not keep the others waiting.
    private static IEnumerable<DueConnection> Fairly(IReadOnlyList<DueConnection> due) => due
        .GroupBy(one => one.Tenant, StringComparer.Ordinal)
        .SelectMany(group => group.Select((one, place) => (one, place)))
        .OrderBy(pair => pair.place).ThenBy(pair => pair.one.DueAt)
        .Select(pair => pair.one);

    private bool IsReady(DueConnection one) => !_paused.TryGetValue(one.ConnectionId, out var until) || until <= Now();

    private async Task<bool> RunAsync(string connectionId, CancellationToken cancellationToken)
    {
        if (!_busy.TryAdd(connectionId, true))
        {
            return false;
        }

        try
        {
            if (await store.AcquireAsync(connectionId, _owner, Now(), options.LeaseTime, cancellationToken).ConfigureAwait(false) is not { } lease)
            {
                return false;
            }

            await RunAsync(lease, cancellationToken).ConfigureAwait(false);
            return true;
        }
        finally
        {
            _busy.TryRemove(connectionId, out _);
        }
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

    [LoggerMessage(Level = LogLevel.Error, Message = "The work on connection {ConnectionId} failed in a way that the engine does not know; it is tried again by itself.")]
    private partial void LogFailed(Exception exception, string connectionId);
}
