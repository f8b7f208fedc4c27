using System.Reflection;

namespace Sequence.Connectors.Sync.Tests;

/// <summary>A store that a test brings back from a copy: it forgets the engine's last signs of life.</summary>
public class RestoredStore : DispatchProxy
{
    private readonly InMemorySyncStore _inner = new();

    /// <summary>The silence that the copy shows; null while it is no copy.</summary>
    public Interval? Silence { get; set; }

    public static ISyncStore New() => Create<ISyncStore, RestoredStore>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        Silence is { } silence && targetMethod!.Name == nameof(ISyncStore.BeatAsync)
            ? Task.FromResult<IReadOnlyList<Interval>>([silence])
            : targetMethod!.Invoke(_inner, args);
}
