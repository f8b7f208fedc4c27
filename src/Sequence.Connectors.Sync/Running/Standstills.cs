namespace Sequence.Connectors.Sync;

/// <summary>What rests over a connection during its turn: read once, and written where something stops or goes on.</summary>
internal sealed class Standstills(
    ISyncStore store, SyncOptions options, SequentialIds ids, string tenant, ConnectionLease lease, Func<Instant> now)
{
    private Dictionary<RecordType, Standstill> _known = [];

    /// <summary>Whether something was stored.</summary>
    public bool Worked { get; private set; }

    public async Task ReadAsync(CancellationToken cancellationToken) => _known = (
        await store
            .QueryStandstillsAsync(new() { ConnectionId = lease.ConnectionId, Max = int.MaxValue }, cancellationToken)
            .ConfigureAwait(false)
    ).ToDictionary(one => one.RecordType);

    public bool Rests(RecordType type) => _known.TryGetValue(type, out var one) && one.Until > now();

    /// <summary>The wait after another failure.</summary>
    public Duration NextWait(RecordType type) => options.RetryAfter(_known.GetValueOrDefault(type)?.Tries ?? 0);

    /// <summary>The row that stands for something that rests until a moment.</summary>
    public Standstill Stopped(RecordType type, Instant until, Problem? problem = null, FixedBy fixedBy = FixedBy.Itself)
    {
        var before = _known.GetValueOrDefault(type);
        return _known[type] = new()
        {
            Id = before?.Id ?? ids.Next(),
            Tenant = tenant,
            ConnectionId = lease.ConnectionId,
            RecordType = type,
            Until = until,
            Tries = (before?.Tries ?? 0) + 1,
            Problem = problem,
            FixedBy = fixedBy,
            Since = before?.Since ?? now(),
        };
    }

    /// <summary>The row that is over, if there was one.</summary>
    public IReadOnlyList<Standstill> GoneOn(RecordType type) => _known.Remove(type, out var one) ? [one] : [];

    /// <summary>Stores that something rests.</summary>
    public Task StopAsync(
        RecordType type, Instant until, CancellationToken cancellationToken, Problem? problem = null, FixedBy fixedBy = FixedBy.Itself) =>
        CommitAsync(new() { At = now(), Lease = lease, Standstills = [Stopped(type, until, problem, fixedBy)] }, cancellationToken);

    /// <summary>Stores that something goes on, where it rested.</summary>
    public Task GoOnAsync(RecordType type, CancellationToken cancellationToken) => GoneOn(type) is { Count: > 0 } over
        ? CommitAsync(new() { At = now(), Lease = lease, Resumed = over }, cancellationToken)
        : Task.CompletedTask;

    private async Task CommitAsync(SyncCommit commit, CancellationToken cancellationToken)
    {
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (result != CommitResult.Stored)
        {
            throw new LeaseLostException(lease.ConnectionId, result);
        }

        Worked = true;
    }
}
