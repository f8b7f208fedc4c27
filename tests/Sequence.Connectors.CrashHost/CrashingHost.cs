using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Sequence.Connectors.CrashHost;

/// <summary>The host: its database, its reaction, and the engine, with points to die at on every way out of the process.</summary>
public static class CrashingHost
{
    private static readonly byte[] Key = [.. Enumerable.Range(1, 32).Select(one => (byte)one)];

    public static ServiceProvider Build(CrashSetup setup, SharedTime time, CrashPoints points, DelegatingHandler? network = null)
    {
        ArgumentNullException.ThrowIfNull(setup);
        ArgumentNullException.ThrowIfNull(time);
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(time.Clock);
        services.AddSingleton(setup);
        services.AddSingleton(points);
        services.AddDbContext<HostContext>(options => options.UseSequenceConnectorsSqlite($"Data Source={setup.Database}"));
        services.AddSequenceConnectors(connectors =>
            connectors
                .UseSecretKeys(Key)
                .AddQuickBooks(quickbooks => quickbooks.App("sandbox", app => Fill(app, setup.Simulator)))
                .AddXero(xero => xero.App("sandbox", app => FillXero(app, setup.Simulator)))
                .ConfigureHttpClient(
                    "quickbooks",
                    http => Instrument(http, time).AddHttpMessageHandler(() => network ?? new CrashingHandler(points))
                )
                .ConfigureOAuthClient(
                    "quickbooks",
                    http => Instrument(http, time).AddHttpMessageHandler(() => new CrashingHandler(points))
                )
                .ConfigureHttpClient(
                    "xero",
                    http => Instrument(http, time).AddHttpMessageHandler(() => new CrashingHandler(points))
                )
                .ConfigureOAuthClient(
                    "xero",
                    http => Instrument(http, time).AddHttpMessageHandler(() => new CrashingHandler(points))
                )
                .AddSync(sync =>
                    sync.Configure(options => options.LongestSleep = Duration.FromSeconds(20))
                        .React<InvoicePaymentChanged, PaymentReaction>()
                )
                .UseEntityFrameworkStores<HostContext>()
        );
        Decorate<ISyncStore>(services, store => new CrashingStore(store, points));
        Decorate<IGrantStore>(services, store => new CrashingGrantStore(store, points));
        Decorate<ISyncTransaction>(services, transaction => new CrashingTransaction(transaction, points));
        return services.BuildServiceProvider();
    }

    private static IHttpClientBuilder Instrument(IHttpClientBuilder http, SharedTime time) => http
        .AddHttpMessageHandler(() => new ClockHoldingHandler(time.Clock))
        .AddHttpMessageHandler(() => new SharedTime.Handler(time));

    private static void Decorate<T>(ServiceCollection services, Func<T, T> around)
        where T : class
    {
        var inner = services.Last(one => one.ServiceType == typeof(T));
        services.Replace(
            ServiceDescriptor.Describe(
                typeof(T),
                provider =>
                    around(
                        (T)(
                            inner.ImplementationFactory?.Invoke(provider)
                            ?? ActivatorUtilities.CreateInstance(provider, inner.ImplementationType!)
                        )
                    ),
                inner.Lifetime
            )
        );
    }

    private static void Fill(OAuthApp app, Uri simulator)
    {
        app.Environment = ConnectorEnvironment.Sandbox;
        app.ClientId = "simulated-quickbooks-client";
        app.ClientSecret = "simulated-quickbooks-secret";
        app.ApiAddress = new(simulator, "quickbooks/");
        app.AuthorizeAddress = new(simulator, "quickbooks/connect/oauth2");
        app.TokenAddress = new(simulator, "quickbooks/oauth2/v1/tokens/bearer");
        app.RevokeAddress = new(simulator, "quickbooks/v2/oauth2/tokens/revoke");
    }

    private static void FillXero(OAuthApp app, Uri simulator)
    {
        app.ClientId = "51A7ED00C0FFEE00C0FFEE0000000001";
        app.ClientSecret = "simulated-xero-secret";
        app.ApiAddress = new(simulator, "xero/");
        app.AuthorizeAddress = new(simulator, "xero/identity/connect/authorize");
        app.TokenAddress = new(simulator, "xero/connect/token");
        app.RevokeAddress = new(simulator, "xero/connect/revocation");
    }
}
