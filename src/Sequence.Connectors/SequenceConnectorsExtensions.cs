using Microsoft.Extensions.DependencyInjection.Extensions;
using Sequence.Connectors;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Sequence.Connectors.</summary>
public static class SequenceConnectorsExtensions
{
    /// <summary>
    /// Registers <see cref="SequenceConnectors"/> and the systems that are added to it. Calling it again adds to what is there.
    /// </summary>
    /// <param name="services">The services of the host.</param>
    /// <param name="configure">Adds systems, such as <c>connectors.AddQuickBooks(…)</c>, and changes stores.</param>
    public static IServiceCollection AddSequenceConnectors(
        this IServiceCollection services,
        Action<SequenceConnectorsBuilder>? configure = null
    )
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(HostProduct.Default);
        services.TryAddSingleton<IGrantStore, InMemoryGrantStore>();
        services.TryAddSingleton<IConnectionStore, InMemoryConnectionStore>();
        services.TryAddSingleton<IPendingAuthorizationStore, InMemoryPendingAuthorizationStore>();
        services.TryAddSingleton<IApiKeyStore, InMemoryApiKeyStore>();
        services.TryAddSingleton(provider => new ApiKeys(
            provider.GetRequiredService<IApiKeyStore>(), provider.GetRequiredService<TimeProvider>()));
        services.TryAddSingleton(provider => new ConnectorRegistry(provider.GetServices<IConnector>()));
        services.TryAddSingleton(provider => new SequenceConnectors(
            provider.GetRequiredService<ConnectorRegistry>(),
            provider.GetRequiredService<IConnectionStore>(),
            provider.GetRequiredService<IGrantStore>(),
            provider.GetRequiredService<IPendingAuthorizationStore>(),
            provider.GetRequiredService<TimeProvider>()));
        configure?.Invoke(new SequenceConnectorsBuilder(services));
        return services;
    }
}
