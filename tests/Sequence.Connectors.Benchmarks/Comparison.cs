using System.Diagnostics;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// Times ways of doing the same work in rounds that take turns, so that a busy machine slows all of them alike; what counts is
/// the ratio of their fastest rounds. Rounds are short, so that on a busy machine too some are not interrupted.
/// </summary>
internal sealed class Comparison(string work, int records, params IReadOnlyList<Contender> contenders)
{
    private static readonly TimeSpan RoundTime = TimeSpan.FromMilliseconds(2);
    private static readonly TimeSpan WarmUpTime = TimeSpan.FromMilliseconds(600);

    public void Run(TextWriter output, int rounds)
    {
        var repeats = contenders.Select(Calibrate).ToArray();
        var fastest = contenders.Select(_ => TimeSpan.MaxValue).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < contenders.Count; i++)
            {
                var time = Time(contenders[i], repeats[i]) / repeats[i];
                fastest[i] = time < fastest[i] ? time : fastest[i];
            }
        }

        output.WriteLine($"{work} ({records:N0} records, {rounds} rounds in turns, fastest)");
        for (var i = 0; i < contenders.Count; i++)
        {
            var allocated = Allocated(contenders[i]) / records;
            output.WriteLine(
                $"  {contenders[i].Name,-34} {fastest[i].TotalMicroseconds,10:N1} µs {fastest[i] / fastest[0],7:0.00}× "
                + $"{fastest[i].TotalMicroseconds / records,9:0.000} µs/record {allocated,8:N0} B/record");
        }

        output.WriteLine();
    }

    private static int Calibrate(Contender contender)
    {
        // Long enough for the second, optimized compilation of everything under it.
        var repeats = 1;
        var started = Environment.CpuUsage.TotalTime;
        while (Environment.CpuUsage.TotalTime - started < WarmUpTime || Time(contender, repeats) < RoundTime)
        {
            repeats = Time(contender, repeats) < RoundTime ? repeats * 2 : repeats;
        }

        return repeats;
    }

    private static TimeSpan Time(Contender contender, int repeats)
    {
        var started = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeats; i++)
        {
            GC.KeepAlive(contender.Run());
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private static long Allocated(Contender contender)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        GC.KeepAlive(contender.Run());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
