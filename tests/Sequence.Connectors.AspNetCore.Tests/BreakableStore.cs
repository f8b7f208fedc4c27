using System.Reflection;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore.Tests;

/// <summary>A store whose inbox can be made to fail.</summary>
public class BreakableStore : DispatchProxy
{
    private readonly InMemorySyncStore _inner = new();

    public bool IsBroken { get; set; }

    public static ISyncStore New() => Create<ISyncStore, BreakableStore>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
        IsBroken && targetMethod!.Name == nameof(ISyncStore.ReceiveAsync)
            ? throw new IOException("The disk is full.")
            : targetMethod!.Invoke(_inner, args);
}
