using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>Runs <c>tests/node</c>: the vendors' own clients, unmodified from npm, against the server.</summary>
public sealed class NodeClientsTests
{
    [Theory]
    [InlineData("drive-quickbooks.mjs")]
    [InlineData("drive-xero.mjs")]
    public async Task The_vendors_own_clients_drive_the_simulators(string drive)
    {
        await using var server = await SimulatorServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        var (code, output, errors) = await NodeScript.RunAsync(
            ["--test", "--test-reporter=tap", drive], ("SIMULATOR_JSON", Line(server)), TestContext.Current.CancellationToken);

        Assert.True(code == 0, output + errors);
        Assert.DoesNotContain("# SKIP", output, StringComparison.Ordinal);
    }

    /// <summary>What SimulatorHost prints; unlike there, time passes when the drive says so.</summary>
    private static string Line(SimulatorServer server)
    {
        var (quickBooks, xero) = (server.QuickBooks, server.Xero);
        var tokens = quickBooks.IssueTokens();
        return new JsonObject
        {
            ["quickbooks"] = new JsonObject
            {
                ["baseUrl"] = quickBooks.BaseAddress.AbsoluteUri.TrimEnd('/'),
                ["authorizeUrl"] = quickBooks.AuthorizeAddress.AbsoluteUri,
                ["tokenUrl"] = quickBooks.TokenAddress.AbsoluteUri,
                ["revokeUrl"] = quickBooks.RevokeAddress.AbsoluteUri,
                ["clientId"] = quickBooks.ClientId,
                ["clientSecret"] = quickBooks.ClientSecret,
                ["accessToken"] = tokens.AccessToken,
                ["refreshToken"] = tokens.RefreshToken,
                ["tenantId"] = tokens.RealmId,
                ["webhookSecret"] = quickBooks.WebhookVerifierToken,
            },
            ["xero"] = new JsonObject
            {
                ["baseUrl"] = xero.BaseAddress.AbsoluteUri,
                ["clientId"] = xero.ClientId,
                ["clientSecret"] = xero.ClientSecret,
                ["tenantId"] = xero.Organisation.TenantId,
            },
        }.ToJsonString();
    }
}
