using System.Diagnostics;
using System.Runtime.CompilerServices;
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
        var folder = Folder();
        VendorData.SkipUnless(
            Directory.Exists(Path.Combine(folder, "node_modules")),
            "The npm clients are missing: run npm ci --ignore-scripts in tests/node.");
        await using var server = await SimulatorServer.StartAsync(cancellationToken: TestContext.Current.CancellationToken);

        var (code, output) = await RunAsync(folder, drive, Line(server));

        Assert.True(code == 0, output);
        Assert.DoesNotContain("# SKIP", output, StringComparison.Ordinal);
    }

    private static string Folder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../node"));

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

    private static async Task<(int Code, string Output)> RunAsync(string folder, string drive, string line)
    {
        var start = new ProcessStartInfo("node", ["--test", "--test-reporter=tap", drive])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["SIMULATOR_JSON"] = line;
        using var node = Start(start);
        var output = node!.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var error = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await using var stop = TestContext.Current.CancellationToken.Register(() => node.Kill(entireProcessTree: true));
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (node.ExitCode, await output + await error);
    }

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            VendorData.SkipUnless(false, "node is not on the PATH.");
            return null;
        }
    }
}
