using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Sequence.Connectors;
using Sequence.Connectors.QuickBooks;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Puts QuickBooks Online in.</summary>
public static class QuickBooksConnectorExtensions
{
    /// <summary>Puts QuickBooks Online in. Calling it again adds to the options.</summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Adds the host's apps, such as <c>quickbooks.App("production", app => …)</c>.</param>
    public static SequenceConnectorsBuilder AddQuickBooks(this SequenceConnectorsBuilder builder, Action<QuickBooksOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        Add(builder).Configure(configure);
        return builder;
    }

    /// <summary>
    /// Puts QuickBooks Online in, with the apps of a configuration section, such as <c>QuickBooks:Apps:production:ClientId</c>.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="section">The section, usually <c>QuickBooks</c>.</param>
    public static SequenceConnectorsBuilder AddQuickBooks(this SequenceConnectorsBuilder builder, IConfiguration section)
    {
        ArgumentNullException.ThrowIfNull(section);
        Add(builder).Configure(options =>
        {
            options.LinkTemplate = section[nameof(QuickBooksOptions.LinkTemplate)] ?? options.LinkTemplate;
            options.ReadsPerDay = Number(section, nameof(QuickBooksOptions.ReadsPerDay)) ?? options.ReadsPerDay;
            options.ReadsPerDayOfCompany = Number(section, nameof(QuickBooksOptions.ReadsPerDayOfCompany)) ?? options.ReadsPerDayOfCompany;
            OAuthApps.Bind(section, options.Apps);
            foreach (var app in section.GetSection(nameof(QuickBooksOptions.Apps)).GetChildren())
            {
                if (app["AppId"] is { Length: > 0 } id)
                {
                    options.AppIds[app.Key] = id;
                }
            }
        });
        return builder;
    }

    private static int? Number(IConfiguration section, string name) =>
        section[name] switch
        {
            null or "" => null,
            var text when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) => number,
            var text => throw new ConnectorException(
                ConnectorErrorKind.Configuration,
                $"QuickBooks:{name} is '{text}'; it must be a whole number, such as 16000."
            ),
        };

    private static OptionsBuilder<QuickBooksOptions> Add(SequenceConnectorsBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.AddConnectorHttp(QuickBooksFacts.Id);
        var services = builder.Services;
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IValidateOptions<QuickBooksOptions>, QuickBooksOptionsValidator>());
        services.TryAddSingleton<QuickBooksCache>();
        services.TryAddSingleton<QuickBooksSystem>();
        services.TryAddSingleton<QuickBooksAuthorization>();
        services.TryAddSingleton<QuickBooksWebhooks>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IConnector, QuickBooksConnector>());
        return services.AddOptions<QuickBooksOptions>().ValidateOnStart();
    }
}
