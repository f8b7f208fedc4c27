using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Sequence.Connectors;
using Sequence.Connectors.AspNetCore;
using Sequence.Connectors.Sync;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds what a host's ASP.NET Core app needs to connect accounts and to receive webhooks.</summary>
public static class AspNetCoreConnectorsExtensions
{
    /// <summary>
    /// Says where the host is reached and who may call; <c>app.MapSequenceConnectors()</c> makes the endpoints. Calling it again adds to
    /// what is there.
    /// </summary>
    public static SequenceConnectorsBuilder AddEndpoints(this SequenceConnectorsBuilder builder, Action<ConnectorEndpointOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        builder.Services.AddDataProtection();
        builder.Services.AddSingleton(configure);
        builder.Services.TryAddSingleton(provider =>
        {
            var options = new ConnectorEndpointOptions();
            foreach (var change in provider.GetServices<Action<ConnectorEndpointOptions>>())
            {
                change(options);
            }

            return options;
        });
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<MatcherPolicy, KeyedCallSelector>());
        builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, PolicyCheck>(provider => new(
            provider.GetRequiredService<ConnectorEndpointOptions>(), provider.GetService<IAuthorizationPolicyProvider>())));
        return builder;
    }

    /// <summary>
    /// Encrypts stored tokens with the host's Data Protection keys. Keep those keys where they last and where all processes of the host
    /// find them (<c>PersistKeysTo…</c>): without them every account must be connected again.
    /// </summary>
    public static SequenceConnectorsBuilder UseDataProtection(this SequenceConnectorsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddDataProtection();
        builder.Services.Replace(ServiceDescriptor.Singleton<ISecretProtector>(
            provider => new DataProtectionSecretProtector(provider.GetRequiredService<IDataProtectionProvider>())));
        return builder;
    }

    /// <summary>
    /// Adds a health check: unhealthy when the store does not answer, degraded when work has been due for five minutes, such as where no
    /// process runs the worker, and when webhooks do not come that should.
    /// </summary>
    /// <param name="builder">The host's health checks.</param>
    /// <param name="name">The name of the check.</param>
    public static IHealthChecksBuilder AddSequenceConnectors(this IHealthChecksBuilder builder, string name = "sequence-connectors")
    {
        ArgumentNullException.ThrowIfNull(builder);
        return builder.Add(new(
            name,
            provider => new ConnectorHealthCheck(
                provider.GetRequiredService<ISyncStore>(),
                provider.GetRequiredService<IConnectionStore>(),
                provider.GetRequiredService<TimeProvider>()),
            HealthStatus.Degraded,
            tags: null));
    }
}
