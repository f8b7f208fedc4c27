using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Http;

namespace Sequence.Connectors.Benchmarks;

/// <summary>A host that is connected to companies at an address, with tokens that stand.</summary>
internal static class Host
{
    private const string App = "benchmarks";

    public static ServiceProvider Create(Uri address)
    {
        var services = new ServiceCollection();
        services.AddSequenceConnectors(connectors => connectors
            .AddQuickBooks(quickbooks => quickbooks.App(App, app => Fill(app, address)))
            .AddXero(xero => xero.App(App, app => Fill(app, address))));
        return services.BuildServiceProvider();
    }

    public static Connection Connection(string realm) => new()
    {
        Id = $"c-{realm}",
        Tenant = "tenant",
        Connector = "quickbooks",
        Environment = ConnectorEnvironment.Sandbox,
        App = App,
        GrantId = "g-1",
        AccountId = realm,
        Settings = ConnectionSettings.Empty.With("items.default", "7"),
    };

    public static async Task<ConnectorSession> OpenAsync(IServiceProvider host, string realm, CancellationToken cancellationToken)
    {
        var connection = Connection(realm);
        var grants = host.GetRequiredService<IGrantStore>();
        if (await grants.FindAsync(connection.GrantId, cancellationToken) is null)
        {
            var grant = new Grant { Id = connection.GrantId, Connector = connection.Connector, App = App, AccessToken = new("token") };
            await grants.AddAsync(grant, cancellationToken);
        }

        await host.GetRequiredService<IConnectionStore>().AddAsync(connection, cancellationToken);
        return await host.GetRequiredService<SequenceConnectors>().OpenAsync(connection.Id, cancellationToken);
    }

    private static void Fill(OAuthApp app, Uri address)
    {
        app.Environment = ConnectorEnvironment.Sandbox;
        app.ClientId = "client";
        app.ClientSecret = new("secret");
        app.ApiAddress = address;
    }
}
