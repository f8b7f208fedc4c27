using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Sequence.Connectors;
using Sequence.Connectors.Sync;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the engine.</summary>
public static class SyncExtensions
{
    /// <summary>
    /// Adds the sync engine and its worker, which runs while the host runs. Without a store of its own it keeps everything in
    /// memory: add one that lasts, such as the package Sequence.Connectors.EntityFrameworkCore.Sqlite.
    /// </summary>
    public static SequenceConnectorsBuilder AddSync(this SequenceConnectorsBuilder connectors, Action<SyncBuilder>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(connectors);
        var services = connectors.Services;
        services.TryAddSingleton<ISyncStore, InMemorySyncStore>();
        services.TryAddScoped<ISyncTransaction>(provider => new HostFirstTransaction(provider.GetRequiredService<ISyncStore>()));
        services.TryAddSingleton<SyncSignal>();
        services.TryAddSingleton<RecordKinds>();
        services.TryAddSingleton(provider => new SequentialIds(Clock(provider)));
        services.TryAddSingleton(provider =>
        {
            var options = new SyncOptions();
            foreach (var change in provider.GetServices<Action<SyncOptions>>())
            {
                change(options);
            }

            return options;
        });
        services.TryAddSingleton(provider => new SyncPublisher(
            Store(provider), Kinds(provider), Ids(provider), provider.GetRequiredService<SyncSignal>(), Clock(provider)));
        services.TryAddSingleton(provider => new WebhookWatch(
            Store(provider), provider.GetRequiredService<SyncOptions>(), Ids(provider), Now(provider)));
        services.TryAddSingleton(provider => new ImportRuns(
            Store(provider), provider.GetRequiredService<SyncOptions>(), Ids(provider), Log<SyncEngine>(provider), Now(provider)));
        services.TryAddSingleton(Runner);
        services.TryAddSingleton(Engine);
        services.AddHostedService(provider => provider.GetRequiredService<ImportRuns>());
        services.AddHostedService(provider => new SyncWorker(
            provider.GetRequiredService<SyncRunner>(),
            new BacklogMeter(Store(provider), Clock(provider)),
            provider.GetRequiredService<SyncSignal>(),
            provider.GetRequiredService<SyncOptions>(),
            Clock(provider),
            Log<SyncWorker>(provider)));
        configure?.Invoke(new SyncBuilder(services));
        return connectors;
    }

    private static SyncRunner Runner(IServiceProvider provider)
    {
        var connectors = provider.GetRequiredService<SequenceConnectors>();
        var options = provider.GetRequiredService<SyncOptions>();
        var now = Now(provider);
        var turns = new ConnectionTurn(
            Store(provider),
            Kinds(provider),
            options,
            Ids(provider),
            connectors,
            provider.GetRequiredService<IServiceScopeFactory>(),
            provider.GetRequiredService<WebhookWatch>(),
            Log<SyncEngine>(provider),
            now
        );
        return new(
            Store(provider),
            Spreading(provider),
            turns,
            options,
            provider.GetRequiredService<SyncSignal>(),
            Clock(provider),
            Log<SyncEngine>(provider)
        );
    }

    private static Spreading Spreading(IServiceProvider provider) => new(
        Store(provider),
        provider.GetRequiredService<IConnectionStore>(),
        provider.GetRequiredService<SequenceConnectors>(),
        Kinds(provider),
        Ids(provider),
        Now(provider));

    private static SyncLinks Links(IServiceProvider provider) => new(
        Store(provider),
        Kinds(provider),
        provider.GetRequiredService<SyncOptions>(),
        provider.GetRequiredService<SequenceConnectors>(),
        provider.GetRequiredService<SyncPublisher>(),
        Spreading(provider),
        provider.GetRequiredService<IServiceScopeFactory>(),
        Ids(provider),
        provider.GetRequiredService<SyncSignal>(),
        Log<SyncEngine>(provider),
        Now(provider));

    private static SyncImport Import(IServiceProvider provider, SyncLinks links) => new(
        Store(provider),
        Kinds(provider),
        provider.GetRequiredService<SyncOptions>(),
        provider.GetRequiredService<SequenceConnectors>(),
        links,
        provider.GetRequiredService<IServiceScopeFactory>(),
        Ids(provider),
        provider.GetRequiredService<SyncSignal>(),
        provider.GetRequiredService<ImportRuns>(),
        Log<SyncEngine>(provider),
        Now(provider));

    private static SyncEngine Engine(IServiceProvider provider)
    {
        var signal = provider.GetRequiredService<SyncSignal>();
        var intake = new WebhookIntake(
            Store(provider),
            provider.GetRequiredService<IConnectionStore>(),
            provider.GetRequiredService<SequenceConnectors>(),
            Kinds(provider),
            provider.GetRequiredService<WebhookWatch>(),
            Ids(provider),
            signal,
            Now(provider));
        var links = Links(provider);
        return new(
            provider.GetRequiredService<SyncPublisher>(),
            new SyncProblems(Store(provider), signal, Ids(provider), Now(provider)),
            links,
            Import(provider, links),
            new SyncTrial(Store(provider), Kinds(provider), provider.GetRequiredService<SequenceConnectors>(), Now(provider)),
            provider.GetRequiredService<SyncRunner>(),
            intake);
    }

    private static ISyncStore Store(IServiceProvider provider) => provider.GetRequiredService<ISyncStore>();

    private static RecordKinds Kinds(IServiceProvider provider) => provider.GetRequiredService<RecordKinds>();

    private static SequentialIds Ids(IServiceProvider provider) => provider.GetRequiredService<SequentialIds>();

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static Func<Instant> Now(IServiceProvider provider)
    {
        var clock = Clock(provider);
        return () => Instant.FromDateTimeOffset(clock.GetUtcNow());
    }

    private static ILogger<T> Log<T>(IServiceProvider provider) => provider.GetService<ILogger<T>>() ?? NullLogger<T>.Instance;
}
