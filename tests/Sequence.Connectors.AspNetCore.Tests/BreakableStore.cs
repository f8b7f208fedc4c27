using System.Reflection;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore.Tests;

/// <summary>A store whose inbox can be made to fail.</summary>
public class BreakableStore : DispatchProxy
{
    private readonly InMemorySyncStore _inner = new();

    public bool IsBroken { get; set; }

    /// <summary>
    /// Held while a call to the inbox must wait, as a database does whose file is locked: the caller's thread waits with it.
    /// </summary>
    public SemaphoreSlim Lock { get; } = new(1, 1);

    public static ISyncStore New() => Create<ISyncStore, BreakableStore>();

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(ISyncStore.ReceiveAsync))
        {
            if (IsBroken)
            {
                throw new IOException("The disk is full.");
            }

            Lock.Wait(TestContext.Current.CancellationToken);
            Lock.Release();
            if (IsBroken)
            {
                throw new IOException("The disk is full.");
            }
        }

        return targetMethod.Invoke(_inner, args);
    }
}
