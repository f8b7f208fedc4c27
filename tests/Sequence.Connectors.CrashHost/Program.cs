using Sequence.Connectors.CrashHost;

var setup = CrashSetup.From(args);
var points = new CrashPoints(setup.CrashAt, setup.Passing);
using var time = await SharedTime.StartAsync(setup.Simulator);
await using var host = CrashingHost.Build(setup, time, points);
time.Clock.AutoAdvance = true;
await new CrashRun(setup, time, host, points).RunAsync();
