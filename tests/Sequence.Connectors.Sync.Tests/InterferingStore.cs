using System.Reflection;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>A store in which something else happens right before a commit, as another process or a person would have it.</summary>
public class InterferingStore : DispatchProxy
{
    private readonly InMemorySyncStore _inner = new();

    /// <summary>Is given each commit before it is made; what it does itself interferes with nothing.</summary>
    public Func<SyncCommit, Task>? BeforeCommit { get; set; }

    public static (ISyncStore Store, InterferingStore Interference) Create()
    {
        var store = Create<ISyncStore, InterferingStore>();
        return (store, (InterferingStore)store);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        targetMethod!.Name == nameof(ISyncStore.CommitAsync)
            ? CommitAsync((SyncCommit)args![0]!, (CancellationToken)args[1]!)
            : targetMethod.Invoke(_inner, BindingFlags.DoNotWrapExceptions, binder: null, args, culture: null);

    private async Task<CommitResult> CommitAsync(SyncCommit commit, CancellationToken cancellationToken)
    {
        if (BeforeCommit is { } interfere)
        {
            BeforeCommit = null;
            await interfere(commit);
            BeforeCommit ??= interfere;
        }

        return await _inner.CommitAsync(commit, cancellationToken);
    }
}
