using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;

namespace Sequence.Connectors.TestKit;

/// <summary>
/// Stoplight's Prism between a client and a simulator: refuses requests and answers that break the specification, with 422 and 500 and the
/// header <c>sl-violations</c>.
/// </summary>
public sealed class Prism : IAsyncDisposable
{
    private readonly Process process;

    private Prism(Process process, Uri address)
    {
        this.process = process;
        Address = address;
    }

    /// <summary>Where a client sends what it means for the upstream; a path starts here where the specification's paths do.</summary>
    public Uri Address { get; }

    /// <summary>
    /// Starts <c>prism proxy --errors</c> before an upstream, from the npm clients in tests/node; skips the calling test where they or the
    /// specification are missing. It takes about ten seconds.
    /// </summary>
    public static async Task<Prism> StartXeroAsync(Uri upstream, CancellationToken cancellationToken)
    {
        var specification = VendorData.Require("schemas", "xero", "xero_accounting.decycled.json");
        var program = Path.Combine(Folder(), "node_modules", "@stoplight", "prism-cli", "dist", "index.js");
        VendorData.SkipUnless(File.Exists(program), "Prism is missing: run npm ci --ignore-scripts in tests/node.");
        var address = new Uri($"http://127.0.0.1:{FreePort()}/");
        var start = new ProcessStartInfo(
            "node",
            [program, "proxy", specification, upstream.AbsoluteUri.TrimEnd('/'), "-h", "127.0.0.1", "-p", $"{address.Port}", "--errors"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var prism = new Prism(Process.Start(start)!, address);
        try
        {
            await prism.ReadyAsync(cancellationToken);
            return prism;
        }
        catch
        {
            await prism.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends the proxy.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
        }

        process.Dispose();
    }

    private async Task ReadyAsync(CancellationToken cancellationToken)
    {
        while (await process.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Contains("Prism is listening", StringComparison.Ordinal))
            {
                // What it writes from now on is read and dropped, so that no full pipe stops it.
                _ = process.StandardOutput.ReadToEndAsync(CancellationToken.None);
                _ = process.StandardError.ReadToEndAsync(CancellationToken.None);
                return;
            }
        }

        throw new InvalidOperationException("Prism ended: " + await process.StandardError.ReadToEndAsync(cancellationToken));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Folder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../node"));
}
