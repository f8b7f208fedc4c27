using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Net;
using Microsoft.Data.Sqlite;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// How long a change takes on the wall clock, in both directions, at 50 and at 200 events a second and in a burst: Kestrel,
/// signatures, and SQLite with each commit on the disk. The load does not wait for answers, so that lateness counts. The
/// simulated companies run on the same processors, and their part is not taken out.
/// </summary>
internal static class RealTimeRun
{
    private const int Seconds = 20;
    private const int Slow = 50;
    private const int Fast = 200;
    private const int Burst = 10 * Fast;

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("real-time");
        try
        {
            await using var host = await RealTimeHost.StartAsync(Path.Combine(folder.FullName, "sync.db"), cancellationToken);
            var phases = new[] { (Rate: Slow, Count: Slow * Seconds), (Rate: Fast, Count: Fast * Seconds), (Rate: Burst, Count: Burst) };
            var customers = await host.ConnectionsAsync(cancellationToken);
            await UntilAsync(() => IsIdleAsync(host, cancellationToken), cancellationToken);

            output.WriteLine("publish -> the system's record");
            var first = 0;
            foreach (var (rate, count) in phases)
            {
                var lags = await PublishAsync(host, first, rate, count, cancellationToken);
                output.WriteLine(Line(rate, count, lags.Took, lags.Processors));
                first += count;
            }

            output.WriteLine("webhook -> the host's reaction");
            first = 0;
            foreach (var (rate, count) in phases)
            {
                var lags = await DeliverAsync(host, customers, first, rate, count, cancellationToken);
                output.WriteLine(Line(rate, count, lags.Took, lags.Processors));
                first += count;
            }
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Lags> PublishAsync(RealTimeHost host, int first, int rate, int count, CancellationToken cancellationToken)
    {
        var lags = new ConcurrentQueue<double>();
        using var meter = new MeterListener
        {
            InstrumentPublished = (published, self) =>
            {
                if (published.Meter.Name == ConnectorTelemetry.Name && published.Name == "sequence.connectors.lag")
                {
                    self.EnableMeasurementEvents(published);
                }
            },
        };
        meter.SetMeasurementEventCallback<long>((_, value, _, _) => lags.Enqueue(value));
        meter.Start();
        var before = Environment.CpuUsage.TotalTime;
        await AtRateAsync(
            first,
            rate,
            count,
            number =>
                host.Engine.Publisher.PublishAsync(
                    RealTimeHost.TenantOf(number),
                    RealTimeHost.InvoiceOf(number),
                    Sync.HostEvent.Finalized,
                    cancellationToken: cancellationToken
                ),
            cancellationToken
        );
        await UntilAsync(() => Task.FromResult(lags.Count >= count), cancellationToken);
        return new([.. lags], Environment.CpuUsage.TotalTime - before);
    }

    private static async Task<Lags> DeliverAsync(
        RealTimeHost host,
        IReadOnlyDictionary<string, string> connections,
        int first,
        int rate,
        int count,
        CancellationToken cancellationToken
    )
    {
        host.DropDeliveries();
        var deliveries = new Dictionary<int, QuickBooksWebhookDelivery>();
        for (var number = first; number < first + count; number++)
        {
            deliveries[number] = host.Pay(number, await host.ExternalIdAsync(number, connections, cancellationToken));
        }

        using var client = new HttpClient();
        var sent = new ConcurrentDictionary<int, long>();
        var before = Environment.CpuUsage.TotalTime;
        await AtRateAsync(
            first,
            rate,
            count,
            async number =>
            {
                sent[number] = Stopwatch.GetTimestamp();
                while (await PostAsync(client, host.Webhooks, deliveries[number], cancellationToken) != HttpStatusCode.OK)
                {
                    // As the vendor does: what was not taken is delivered again.
                    await Task.Delay(500, cancellationToken);
                }
            },
            cancellationToken
        );
        await UntilAsync(() => Task.FromResult(sent.Keys.All(number => host.Told.At.ContainsKey($"inv-{number}"))), cancellationToken);
        return new(
            [.. sent.Select(one => Stopwatch.GetElapsedTime(one.Value, host.Told.At[$"inv-{one.Key}"]).TotalMilliseconds)],
            Environment.CpuUsage.TotalTime - before
        );
    }

    private static async Task<HttpStatusCode> PostAsync(
        HttpClient client,
        Uri address,
        QuickBooksWebhookDelivery delivery,
        CancellationToken cancellationToken
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ReadOnlyMemoryContent(delivery.Body) };
        foreach (var (name, value) in delivery.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
            {
                request.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var answer = await client.SendAsync(request, cancellationToken);
        return answer.StatusCode;
    }

    // Each starts at its own time, whatever became of those before.
    private static async Task AtRateAsync(int first, int rate, int count, Func<int, Task> start, CancellationToken cancellationToken)
    {
        var running = new List<Task>(count);
        var begin = Stopwatch.GetTimestamp();
        for (var number = 0; number < count; number++)
        {
            var ahead = TimeSpan.FromSeconds((double)number / rate) - Stopwatch.GetElapsedTime(begin);
            if (ahead > TimeSpan.FromMilliseconds(1))
            {
                await Task.Delay(ahead, cancellationToken);
            }

            var one = first + number;
            running.Add(Task.Run(() => start(one), cancellationToken));
        }

        await Task.WhenAll(running);
    }

    private static async Task<bool> IsIdleAsync(RealTimeHost host, CancellationToken cancellationToken) =>
        (await host.Engine.Problems.ReadLogAsync(new() { Max = 1000 }, cancellationToken)) is { Count: > 0 } all
        && all.All(one => one.State == Sync.EntryState.Done);

    private static async Task UntilAsync(Func<Task<bool>> isSo, CancellationToken cancellationToken)
    {
        for (var waited = 0; !await isSo(); waited++)
        {
            if (waited > 3000)
            {
                throw new InvalidOperationException("Something was lost: it did not arrive within five minutes.");
            }

            await Task.Delay(100, cancellationToken);
        }
    }

    private static string Line(int rate, int count, double[] lags, TimeSpan processors)
    {
        Array.Sort(lags);
        return $"  {count,6:N0} at {rate,5:N0} a second   p50 {lags[lags.Length / 2],8:N1} ms   p99 {lags[(int)(lags.Length * 0.99)],8:N1} ms"
            + $"   longest {lags[^1],8:N1} ms   lost {count - lags.Length}"
            + $"   processors {processors.TotalMilliseconds / count,5:N1} ms each";
    }

    private sealed record Lags(double[] Took, TimeSpan Processors);
}
