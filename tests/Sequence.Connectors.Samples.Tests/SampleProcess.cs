using System.Diagnostics;

namespace Sequence.Connectors.Samples.Tests;

/// <summary>A sample that runs as a process of its own, with its output in pipes.</summary>
internal sealed class SampleProcess : IDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private SampleProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => _process.HasExited;

    public static SampleProcess Start(string sample, string folder, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment.Remove("QuickBooks__Apps__sandbox__ClientId");
        start.Environment.Remove("QuickBooks__Apps__sandbox__ClientSecret");
        foreach (var argument in (string[])[Path.Combine(AppContext.BaseDirectory, $"{sample}.dll"), .. arguments])
        {
            start.ArgumentList.Add(argument);
        }

        return new(Process.Start(start)!);
    }

    public static async Task<(int Code, string Output, string Errors)> RunAsync(string sample, string folder, params string[] arguments)
    {
        using var process = Start(sample, folder, arguments);
        return await process.FinishAsync();
    }

    public async Task<(int Code, string Output, string Errors)> FinishAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (_process.ExitCode, await _output, await _errors);
    }

    public void Kill() => _process.Kill();

    public void Dispose()
    {
        if (!_process.HasExited)
        {
            _process.Kill();
        }

        _process.Dispose();
    }
}
