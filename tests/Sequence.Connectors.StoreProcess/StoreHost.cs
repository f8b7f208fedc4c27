using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.StoreProcess;

/// <summary>A host on a SQLite file, whose QuickBooks is a simulator where an address of one is given.</summary>
public static class StoreHost
{
    public static ServiceProvider Build(string connectionString, byte[] key, Uri? simulator = null)
    {
        var services = new ServiceCollection();
        services.AddSequenceConnectors(connectors =>
        {
            connectors.UseSqliteStores(connectionString).UseSecretKeys(key);
            if (simulator is not null)
            {
                connectors.AddQuickBooks(quickbooks => quickbooks.App("sandbox", app =>
                {
                    app.Environment = ConnectorEnvironment.Sandbox;
                    app.ClientId = "simulated-quickbooks-client";
                    app.ClientSecret = "simulated-quickbooks-secret";
                    app.ApiAddress = new(simulator, "quickbooks/");
                    app.AuthorizeAddress = new(simulator, "quickbooks/connect/oauth2");
                    app.TokenAddress = new(simulator, "quickbooks/oauth2/v1/tokens/bearer");
                    app.RevokeAddress = new(simulator, "quickbooks/v2/oauth2/tokens/revoke");
                }));
            }
        });
        return services.BuildServiceProvider();
    }
}
