using Microsoft.Extensions.DependencyInjection.Extensions;
using Sequence.Connectors;
using Sequence.Connectors.EntityFrameworkCore;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps what Sequence.Connectors stores in the host's database.</summary>
public static class EntityFrameworkStoresExtensions
{
    /// <summary>
    /// Keeps connections, grants, pending consents and all that the engine stores in the database of a context, whose model calls
    /// <c>modelBuilder.AddSequenceConnectors()</c>. The context may be registered before or after, pooled, by a factory, with a
    /// strategy that retries. Secrets are encrypted: call <see cref="SequenceConnectorsBuilder.UseSecretKeys"/> too.
    /// </summary>
    /// <typeparam name="TContext">The host's context.</typeparam>
    public static SequenceConnectorsBuilder UseEntityFrameworkStores<TContext>(this SequenceConnectorsBuilder builder)
        where TContext : DbContext
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        services.TryAddSingleton<SyncSignal>();
        services.TryAddSingleton<WakingInterceptor>();
        services.ConfigureDbContext<TContext>(
            (provider, options) => options.AddInterceptors(provider.GetRequiredService<WakingInterceptor>())
        );
        services.Replace(ServiceDescriptor.Singleton(StoreContexts.Of<TContext>));
        services.Replace(ServiceDescriptor.Singleton(provider => new Outbox(provider.GetRequiredService<StoreContexts>())));
        services.Replace(ServiceDescriptor.Singleton<ISyncStore, EntityFrameworkSyncStore>());
        services.Replace(ServiceDescriptor.Scoped<ISyncTransaction>(
            provider => new EntityFrameworkSyncTransaction(provider.GetRequiredService<TContext>())));
        services.Replace(ServiceDescriptor.Singleton<IConnectionStore, EntityFrameworkConnectionStore>());
        services.Replace(ServiceDescriptor.Singleton<IGrantStore>(
            provider => new EntityFrameworkGrantStore(provider.GetRequiredService<StoreContexts>(), Protector(provider))));
        services.Replace(ServiceDescriptor.Singleton<IPendingAuthorizationStore>(
            provider => new EntityFrameworkPendingAuthorizationStore(provider.GetRequiredService<StoreContexts>(), Protector(provider))));
        services.Replace(ServiceDescriptor.Singleton<IApiKeyStore>(
            provider => new EntityFrameworkApiKeyStore(provider.GetRequiredService<StoreContexts>())));
        return builder;
    }

    private static ISecretProtector Protector(IServiceProvider services) =>
        services.GetService<ISecretProtector>()
        ?? throw new ConnectorException(
            ConnectorErrorKind.Configuration,
            "Tokens are stored encrypted, and no key is given. Call connectors.UseSecretKeys(key) with a key of 32 random bytes from a vault."
        );
}
