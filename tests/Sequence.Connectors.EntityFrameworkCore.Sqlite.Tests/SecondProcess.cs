using System.Diagnostics;
using Sequence.Connectors.StoreProcess;

namespace Sequence.Connectors.EntityFrameworkCore.Sqlite.Tests;

/// <summary>Another process on the same SQLite file.</summary>
internal sealed class SecondProcess : IDisposable
{
    private readonly Process _process;

    private SecondProcess(Process process) => _process = process;

    /// <summary>Starts it, and waits until it stands at the line.</summary>
    public static async Task<SecondProcess> StartAsync(SqliteFile file, params string[] work)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardInput = true, RedirectStandardOutput = true };
        string[] arguments =
        [
            "exec",
            typeof(Renewing).Assembly.Location,
            file.ConnectionString,
            Convert.ToBase64String(SqliteFile.Key),
            .. work,
        ];
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        var process = new SecondProcess(Process.Start(start)!);
        Assert.Equal("ready", await process.ReadAsync());
        return process;
    }

    public Task GoAsync() => _process.StandardInput.WriteLineAsync("go");

    /// <summary>The next line that it says.</summary>
    public async Task<string?> ReadAsync() => await _process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);

    public void Dispose()
    {
        _process.Kill();
        _process.Dispose();
    }
}
