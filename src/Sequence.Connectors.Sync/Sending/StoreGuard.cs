namespace Sequence.Connectors.Sync;

/// <summary>Knows whether an exception that comes out of a connector is the engine's store's, which the connector called back.</summary>
internal sealed class StoreGuard
{
    /// <summary>Whether a call of the store's has failed.</summary>
    public bool HasFailed { get; private set; }

    public async Task<T> RunAsync<T>(Func<Task<T>> call)
    {
        try
        {
            return await call().ConfigureAwait(false);
        }
        catch
        {
            HasFailed = true;
            throw;
        }
    }
}
