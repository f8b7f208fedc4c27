using System.Diagnostics;
using System.Globalization;

namespace Sequence.Connectors.Benchmarks;

/// <summary>What a round took: on the clock, and of this process's processors, which says more on a machine that others use too.</summary>
internal readonly record struct Spent(TimeSpan Clock, TimeSpan Processors)
{
    public static Spent Most { get; } = new(TimeSpan.MaxValue, TimeSpan.MaxValue);

    public static async Task<Spent> OnAsync(Func<Task> run)
    {
        var started = Stopwatch.GetTimestamp();
        var before = Environment.CpuUsage.TotalTime;
        await run();
        return new(Stopwatch.GetElapsedTime(started), Environment.CpuUsage.TotalTime - before);
    }

    public Spent OrLess(Spent other) => new(Min(Clock, other.Clock), Min(Processors, other.Processors));

    public static Spent operator -(Spent left, Spent right) => new(left.Clock - right.Clock, left.Processors - right.Processors);

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Clock.TotalSeconds,8:0.000} s on the clock {Processors.TotalSeconds,8:0.000} s of processors"
        );

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;
}
