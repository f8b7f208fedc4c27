using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors;
using Sequence.Connectors.StoreProcess;
using Sequence.Connectors.Sync;

// A second process on the same SQLite file, for tests: it says "ready", waits for a line, does what it was started for, and
// prints what came of it.
var simulator = args is [_, _, "read", var address, ..] ? new Uri(address) : null;
await using var host = StoreHost.Build(args[0], Convert.FromBase64String(args[1]), simulator);
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
    case ["read", _, var connected, var reads]:
        await Reading.RunAsync(host, connected, int.Parse(reads, CultureInfo.InvariantCulture), default);
        Console.WriteLine("done");
        break;
    case ["acquire", var connection, var at]:
        var now = Instant.FromUnixTimeTicks(long.Parse(at, CultureInfo.InvariantCulture));
        var lease = await host.GetRequiredService<ISyncStore>().AcquireAsync(connection, "second", now, Duration.FromMinutes(1), default);
        Console.WriteLine(lease?.Fence.ToString(CultureInfo.InvariantCulture) ?? "none");
        break;
    default:
        throw new ArgumentException(
            "Say what to do: renew <grant> <times>, read <simulator> <connection> <times>, or acquire <connection> <ticks>."
        );
}
