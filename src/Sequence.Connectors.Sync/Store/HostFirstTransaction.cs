namespace Sequence.Connectors.Sync;

/// <summary>For stores that do not share the host's database: the host's code runs first, then the engine's changes are stored.</summary>
internal sealed class HostFirstTransaction(ISyncStore store) : ISyncTransaction
{
    public async Task<CommitResult> RunAsync(Func<CancellationToken, Task<SyncCommit>> work, CancellationToken cancellationToken) =>
        await store.CommitAsync(await work(cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
}
