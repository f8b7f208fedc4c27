using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors;
using Sequence.Connectors.StoreProcess;
using Sequence.Connectors.Sync;

// A second process on the same SQLite file, for tests: it says "ready", waits for a line, does what it was started for, and
// prints what came of it.
var services = new ServiceCollection();
services.AddSequenceConnectors(connectors => connectors.UseSqliteStores(args[0]).UseSecretKeys(Convert.FromBase64String(args[1])));
await using var host = services.BuildServiceProvider();
Console.WriteLine("ready");
await Console.In.ReadLineAsync();
switch (args[2..])
{
    case ["renew", var grant, var times]:
        await Renewing.RunAsync(
            host.GetRequiredService<IGrantStore>(),
            grant,
            "second",
            int.Parse(times, CultureInfo.InvariantCulture),
            default
        );
        Console.WriteLine("done");
        break;
    case ["acquire", var connection, var at]:
        var now = Instant.FromUnixTimeTicks(long.Parse(at, CultureInfo.InvariantCulture));
        var lease = await host.GetRequiredService<ISyncStore>().AcquireAsync(connection, "second", now, Duration.FromMinutes(1), default);
        Console.WriteLine(lease?.Fence.ToString(CultureInfo.InvariantCulture) ?? "none");
        break;
    default:
        throw new ArgumentException("Say what to do: renew <grant> <times>, or acquire <connection> <ticks>.");
}
