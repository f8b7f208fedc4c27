namespace Sequence.Connectors.Sync;

/// <summary>Keeps a lease while its holder is at work.</summary>
internal static class LeaseRenewal
{
    /// <summary>The lease, renewed once a quarter of its time is over: each renewal is a commit that waits for the disk.</summary>
    /// <exception cref="LeaseLostException">Another process has taken the connection over.</exception>
    public static async Task<ConnectionLease> RenewAsync(
        this ISyncStore store, ConnectionLease lease, Instant now, Duration time, CancellationToken cancellationToken) =>
        lease.Until - now > time * 0.75
            ? lease
            : await store.AcquireAsync(lease.ConnectionId, lease.Owner, now, time, cancellationToken).ConfigureAwait(false)
                ?? throw new LeaseLostException(lease.ConnectionId, CommitResult.LeaseLost);
}
