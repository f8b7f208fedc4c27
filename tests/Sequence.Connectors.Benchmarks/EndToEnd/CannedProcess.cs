using System.Diagnostics;

namespace Sequence.Connectors.Benchmarks;

/// <summary>The server of made answers, in a process that ends with this object.</summary>
internal sealed class CannedProcess : IDisposable
{
    private readonly Process _process;

    private CannedProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static CannedProcess Start(int pages, int pageSize)
    {
        var process = Process.Start(new ProcessStartInfo(Environment.ProcessPath!, ["serve", $"{pages}", $"{pageSize}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        var address = process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The server of made answers did not start.");
        return new(process, new(address + "/"));
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
