using System.Diagnostics;
using System.Reflection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Benchmarks;

/// <summary>Adds up how long the calls of a store take, by their names: what is left is the engine's own time.</summary>
public class TimedStore : DispatchProxy
{
    private Dictionary<string, (int Calls, TimeSpan Time)> _spent = [];
    private ISyncStore _store = null!;

    public IReadOnlyDictionary<string, (int Calls, TimeSpan Time)> Spent => _spent;

    /// <summary>Begins anew; what was added up before stays with whoever took it.</summary>
    public void Clear() => _spent = [];

    /// <summary>Puts itself before the store that is registered.</summary>
    public static void Add(IServiceCollection services)
    {
        var standing = services.Last(one => one.ServiceType == typeof(ISyncStore));
        services.Replace(ServiceDescriptor.Singleton(provider =>
        {
            var timed = Create<ISyncStore, TimedStore>();
            ((TimedStore)(object)timed)._store = (ISyncStore)ActivatorUtilities.CreateInstance(provider, standing.ImplementationType!);
            return timed;
        }));
    }

    public static TimedStore In(IServiceProvider host) => (TimedStore)(object)host.GetRequiredService<ISyncStore>();

    // SQLite has answered when a call returns, so the task need not be waited for.
    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        var started = Stopwatch.GetTimestamp();
        var task = (Task)targetMethod!.Invoke(_store, args)!;
        var (calls, time) = _spent.GetValueOrDefault(targetMethod.Name);
        _spent[targetMethod.Name] = (calls + 1, time + Stopwatch.GetElapsedTime(started));
        return task;
    }
}
