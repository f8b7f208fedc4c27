namespace Sequence.Connectors.Sync;

/// <summary>The lease that a turn works under, renewed before it ends for as long as the turn lasts.</summary>
internal sealed class HeldLease(ISyncStore store, SyncOptions options, ConnectionLease lease, Func<Instant> now)
{
    private Instant _until = lease.Until;

    /// <summary>The lease; renewing it changes nothing that a commit looks at.</summary>
    public ConnectionLease Lease => lease;

    /// <summary>Says that the work goes on. Call it before each request.</summary>
    /// <exception cref="LeaseLostException">The lease ended: another may have taken the connection.</exception>
    public async Task KeepAsync(CancellationToken cancellationToken)
    {
        if (now() < _until - (options.LeaseTime / 2))
        {
            return;
        }

        var renewed = await store
            .AcquireAsync(lease.ConnectionId, lease.Owner, now(), options.LeaseTime, cancellationToken)
            .ConfigureAwait(false);
        if (renewed?.Fence != lease.Fence)
        {
            throw new LeaseLostException(lease.ConnectionId, CommitResult.LeaseLost);
        }

        _until = renewed.Until;
    }
}
