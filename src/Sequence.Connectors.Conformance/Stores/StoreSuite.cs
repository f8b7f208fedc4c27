namespace Sequence.Connectors.Conformance;

/// <summary>What the suites of stores share; derive one of them.</summary>
/// <typeparam name="TStore">The contract of the store.</typeparam>
public abstract class StoreSuite<TStore> : IAsyncLifetime
    where TStore : class
{
    private const int Writers = 16;

    private protected StoreSuite()
    {
    }

    private protected TStore Store { get; private set; } = null!;

    private protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Opens an empty store.</summary>
    protected abstract ValueTask<TStore> OpenStoreAsync();

    /// <summary>Opens an empty store for the test.</summary>
    public async ValueTask InitializeAsync() => Store = await OpenStoreAsync();

    /// <summary>Closes what was opened.</summary>
    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    private protected static Task<T[]> RaceAsync<T>(Func<int, Task<T>> write) =>
        Task.WhenAll(Enumerable.Range(0, Writers).Select(writer => Task.Run(() => write(writer), Cancellation)));
}
