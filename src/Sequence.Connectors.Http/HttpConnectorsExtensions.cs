using System.ComponentModel;
using System.Net.Http.Headers;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Sequence.Connectors;
using Sequence.Connectors.Http;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers what REST connectors share, and opens their HTTP clients to hosts.</summary>
public static class HttpConnectorsExtensions
{
    private static readonly ProductInfoHeaderValue Agent = new(
        "Sequence.Connectors",
        typeof(ApiClient).Assembly.GetName().Version?.ToString(3)
    );

    /// <summary>
    /// Changes how a connector's requests are sent, such as a proxy or a handler of the host's own. Handlers run inside the
    /// pipeline, for each attempt.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectorId">The connector's id, such as <c>quickbooks</c>.</param>
    /// <param name="configure">Changes the client.</param>
    public static SequenceConnectorsBuilder ConfigureHttpClient(
        this SequenceConnectorsBuilder builder,
        string connectorId,
        Action<IHttpClientBuilder> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.Services.AddHttpClient(ApiClientFactory.ClientName(connectorId)));
        return builder;
    }

    /// <summary>Changes how a connector's token requests are sent.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectorId">The connector's id, such as <c>quickbooks</c>.</param>
    /// <param name="configure">Changes the client.</param>
    public static SequenceConnectorsBuilder ConfigureOAuthClient(
        this SequenceConnectorsBuilder builder,
        string connectorId,
        Action<IHttpClientBuilder> configure
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentNullException.ThrowIfNull(configure);
        configure(builder.Services.AddHttpClient(OAuthClient.ClientName(connectorId)));
        return builder;
    }

    /// <summary>Changes how requests to all systems are sent.</summary>
    public static SequenceConnectorsBuilder ConfigureApi(this SequenceConnectorsBuilder builder, Action<ApiOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        return builder;
    }

    /// <summary>
    /// For packages of connectors: registers the pipeline and the HTTP clients of one connector. Calling it again changes
    /// nothing.
    /// </summary>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static SequenceConnectorsBuilder AddConnectorHttp(this SequenceConnectorsBuilder builder, string connectorId)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectorId);
        AddPipeline(builder.Services);
        foreach (var name in (string[])[ApiClientFactory.ClientName(connectorId), OAuthClient.ClientName(connectorId)])
        {
            // Our own timeouts run on the injected clock, and our own log prints no addresses.
            builder.Services.AddHttpClient(name).RemoveAllLoggers().ConfigureHttpClient(static client =>
            {
                client.Timeout = Timeout.InfiniteTimeSpan;
                client.DefaultRequestHeaders.UserAgent.Add(Agent);
            });
        }

        return builder;
    }

    private static void AddPipeline(IServiceCollection services)
    {
        services.AddHttpClient();
        services.AddLogging();
        services.AddOptions<ApiOptions>().ValidateOnStart();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<ApiOptions>, ApiOptionsValidator>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, PipelineFilter>());
        services.TryAddSingleton(provider => new CallCounter());
        services.TryAddSingleton(provider => new RateLimiter(Clock(provider), provider.GetRequiredService<IOptions<ApiOptions>>()));
        services.TryAddSingleton(provider => new OAuthClient(
            provider.GetRequiredService<IHttpClientFactory>(), Clock(provider), provider.GetRequiredService<ILogger<OAuthClient>>()));
        services.TryAddSingleton(provider => new GrantTokens(
            provider.GetRequiredService<IGrantStore>(),
            new TokenRefresh(
                provider.GetRequiredService<IGrantStore>(),
                provider.GetRequiredService<OAuthClient>(),
                Clock(provider),
                provider.GetRequiredService<ILogger<GrantTokens>>()),
            Clock(provider)));
        services.TryAddSingleton(provider => new ApiClientFactory(
            provider.GetRequiredService<IHttpClientFactory>(), provider.GetRequiredService<IOptions<ApiOptions>>()));
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();
}
