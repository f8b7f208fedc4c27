using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Sequence.Connectors.Browser.Tests;

/// <summary>samples/WebHost as a process of its own.</summary>
internal sealed class WebHostProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("sequence-browser-");
    private readonly Process _process;
    private Task<string> _log = Task.FromResult("");

    private WebHostProcess(int port)
    {
        Address = new($"http://localhost:{port}/");
        _process = Process.Start(new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "WebHost.dll"), "--port", $"{port}"])
        {
            WorkingDirectory = _folder.FullName,
            RedirectStandardOutput = true,
        })!;
    }

    public Uri Address { get; }

    public static async Task<WebHostProcess> StartAsync()
    {
        var host = new WebHostProcess(FreePort());
        try
        {
            var line = await host._process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            Assert.StartsWith($"Open {host.Address}", line, StringComparison.Ordinal);
            host._log = host._process.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return host;
        }
        catch
        {
            await host.DisposeAsync();
            throw;
        }
    }

    /// <summary>Ends it, and brings what it logged.</summary>
    public async Task<string> EndAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        return await _log;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
            await _process.WaitForExitAsync(CancellationToken.None);
        }

        _process.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
