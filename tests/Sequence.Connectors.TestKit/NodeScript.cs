using System.ComponentModel;
using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Sequence.Connectors.TestKit;

/// <summary>Runs a script of <c>tests/node</c>, where the vendors' own clients are, unmodified from npm.</summary>
public static class NodeScript
{
    /// <summary>Runs node; the calling test is skipped where node or the clients are missing.</summary>
    /// <returns>What it ended with, what it printed, and what it complained of.</returns>
    public static async Task<(int Code, string Output, string Errors)> RunAsync(
        IEnumerable<string> arguments, (string Name, string Value) variable, CancellationToken cancellationToken)
    {
        using var node = Start(arguments, variable);
        node.StandardInput.Close();
        var output = node.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = node.StandardError.ReadToEndAsync(cancellationToken);
        await using var stop = cancellationToken.Register(() => node.Kill(entireProcessTree: true));
        await node.WaitForExitAsync(cancellationToken);
        return (node.ExitCode, await output, await error);
    }

    /// <summary>Starts node to talk with; the calling test is skipped where node or the clients are missing.</summary>
    public static Process Start(IEnumerable<string> arguments, (string Name, string Value) variable)
    {
        var folder = Folder();
        VendorData.SkipUnless(
            Directory.Exists(Path.Combine(folder, "node_modules")),
            "The npm clients are missing: run npm ci --ignore-scripts in tests/node."
        );
        var start = new ProcessStartInfo("node", arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment[variable.Name] = variable.Value;
        return Start(start)!;
    }

    private static string Folder([CallerFilePath] string file = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(file)!, "../node"));

    private static Process? Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start);
        }
        catch (Win32Exception)
        {
            VendorData.SkipUnless(false, "node is not on the PATH.");
            return null;
        }
    }
}
