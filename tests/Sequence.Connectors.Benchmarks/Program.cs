using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Running;
using Sequence.Connectors.Benchmarks;

switch (args)
{
    case ["serve", var pages, var size]:
        await CannedServer.ServeAsync(int.Parse(pages, CultureInfo.InvariantCulture), int.Parse(size, CultureInfo.InvariantCulture));
        break;
    case ["end-to-end"]:
        await EndToEndRun.RunAsync(Console.Out, CancellationToken.None);
        break;
    case ["import"]:
        await ImportRun.RunAsync(Console.Out, CancellationToken.None);
        break;
    case ["push"]:
        await PushRun.RunAsync(Console.Out, CancellationToken.None);
        break;
    case ["real-time"]:
        await RealTimeRun.RunAsync(Console.Out, CancellationToken.None);
        break;
    case ["stores"]:
        await StoringRun.RunAsync(Console.Out, CancellationToken.None);
        break;
    case ["memory"]:
        await MemoryRun.RunAsync(Console.Out, CancellationToken.None);
        break;
    case ["ratios"]:
        Ratios.Run(Console.Out);
        break;
    default:
        var config = DefaultConfig.Instance.AddDiagnoser(MemoryDiagnoser.Default).AddColumn(StatisticColumn.Min);
        var summaries = BenchmarkSwitcher.FromAssembly(typeof(Ratios).Assembly).Run(["--inProcess", .. args], config).ToList();

        // One that did not run is no benchmark that is fast.
        return summaries.Any(one => one.HasCriticalValidationErrors || one.Reports.Any(report => !report.Success)) ? 1 : 0;
}

return 0;
