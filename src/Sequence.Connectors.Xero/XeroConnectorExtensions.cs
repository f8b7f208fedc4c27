using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Sequence.Connectors;
using Sequence.Connectors.Xero;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts Xero in.</summary>
public static class XeroConnectorExtensions
{
    /// <summary>Puts Xero in. Calling it again adds to the options.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Adds the host's apps, such as <c>xero.App("production", app => …)</c>.</param>
    public static SequenceConnectorsBuilder AddXero(this SequenceConnectorsBuilder builder, Action<XeroOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Add(builder).Configure(configure);
        return builder;
    }

    /// <summary>Puts Xero in, with the apps of a configuration section, such as <c>Xero:Apps:production:ClientId</c>.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section, usually <c>Xero</c>.</param>
    public static SequenceConnectorsBuilder AddXero(this SequenceConnectorsBuilder builder, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Add(builder).Configure(options =>
        {
            options.LinkTemplate = section[nameof(XeroOptions.LinkTemplate)] ?? options.LinkTemplate;
            options.DocumentAddress = section[nameof(XeroOptions.DocumentAddress)] ?? options.DocumentAddress;
            OAuthApps.Bind(section, options.Apps);
        });
        return builder;
    }

    private static OptionsBuilder<XeroOptions> Add(SequenceConnectorsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddConnectorHttp(XeroFacts.Id);
        var services = builder.Services;
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<XeroOptions>, XeroOptionsValidator>());
        services.TryAddSingleton<XeroCache>();
        services.TryAddSingleton<XeroSystem>();
        services.TryAddSingleton<XeroAuthorization>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnector, XeroConnector>());
        return services.AddOptions<XeroOptions>().ValidateOnStart();
    }
}
