using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.EntityFrameworkCore;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// Reads customers into candidates, half of them linked before, beside a floor that stores the same customers by hand; without
/// HTTP and without reading JSON.
/// </summary>
internal static class ImportRun
{
    private const int Rounds = 3;

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        foreach (var records in (int[])[10_000, 100_000])
        {
            await RunAsync(output, records, cancellationToken);
        }
    }

    private static async Task RunAsync(TextWriter output, int records, CancellationToken cancellationToken)
    {
        var connector = new CannedConnector(records);
        var (floor, first, again) = (TimeSpan.MaxValue, TimeSpan.MaxValue, TimeSpan.MaxValue);
        var heap = 0L;
        for (var round = 0; round < Rounds; round++)
        {
            var folder = Directory.CreateTempSubdirectory("import-");
            try
            {
                floor = Min(floor, await CandidateFloor.RunAsync(Path.Combine(folder.FullName, "floor.db"), connector, cancellationToken));
                await using var host = await OpenAsync(Path.Combine(folder.FullName, "ours.db"), connector, records, cancellationToken);
                var import = host.GetRequiredService<SyncEngine>().Import;
                var peak = new Peak();
                first = Min(first, await TimeAsync(import, peak, cancellationToken));
                again = Min(again, await TimeAsync(import, peak, cancellationToken));
                heap = Math.Max(heap, peak.Bytes);
            }
            finally
            {
                Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
                folder.Delete(recursive: true);
            }
        }

        output.WriteLine($"Import of {records:N0} customers, half of them linked ({Rounds} rounds in turns, fastest)");
        output.WriteLine($"  prepared upserts, JSON and hash       {floor.TotalMilliseconds,9:N0} ms    1.00×");
        output.WriteLine($"  ours on SQLite, first import          {first.TotalMilliseconds,9:N0} ms {first / floor,7:0.00}×");
        output.WriteLine($"  ours on SQLite, the same once more    {again.TotalMilliseconds,9:N0} ms {again / floor,7:0.00}×");
        output.WriteLine($"  live heap while importing, at most    {heap / 1_048_576.0,9:N1} MB");
        output.WriteLine();
    }

    private static async Task<ServiceProvider> OpenAsync(
        string path,
        CannedConnector connector,
        int records,
        CancellationToken cancellationToken
    )
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConnector>(connector);
        services.AddSequenceConnectors(connectors =>
            connectors.AddSync().UseSqliteStores($"Data Source={path}").UseSecretKeys(new byte[32])
        );
        var host = services.BuildServiceProvider();
        await using (
            var context = await host.GetRequiredService<IDbContextFactory<SequenceConnectorsDbContext>>()
                .CreateDbContextAsync(cancellationToken)
        )
        {
            await context.Database.MigrateAsync(cancellationToken);
        }

        var connection = Host.Connection("1") with { Id = "c", Connector = CannedConnector.Id };
        await host.GetRequiredService<IGrantStore>()
            .AddAsync(
                new()
                {
                    Id = connection.GrantId,
                    Connector = CannedConnector.Id,
                    App = connection.App,
                    AccessToken = new("token"),
                },
                cancellationToken
            );
        await host.GetRequiredService<IConnectionStore>().AddAsync(connection, cancellationToken);
        await LinkAsync(host, connector, records / 2, cancellationToken);
        return host;
    }

    private static async Task LinkAsync(ServiceProvider host, CannedConnector connector, int count, CancellationToken cancellationToken)
    {
        var store = host.GetRequiredService<ISyncStore>();
        var ids = host.GetRequiredService<SequentialIds>();
        var now = Instant.FromUtc(2026, 3, 1, 12, 0);
        var seen = connector
            .Sources.Select(one => new SeenState
            {
                Version = one.Version,
                ModifiedAt = one.ModifiedAt,
                Fingerprint = "f",
            })
            .ToList();
        foreach (var chunk in Enumerable.Range(0, count).Chunk(1000))
        {
            var links = chunk.Select(number => new Link
            {
                Id = ids.Next(),
                ConnectionId = "c",
                RecordType = RecordType.Of<Customer>(),
                LocalId = $"C-{number}",
                ExternalId = CannedConnector.IdOf(number * 2),
                Origin = LinkOrigin.Pushed,
                LinkedAt = now,
                Seen = seen[number * 2 % seen.Count],
            });
            await store.CommitAsync(new() { At = now, Links = [.. links] }, cancellationToken);
        }
    }

    private static async Task<TimeSpan> TimeAsync(SyncImport import, Peak peak, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        await import.RunAsync("c", peak, cancellationToken);
        return Stopwatch.GetElapsedTime(started) - peak.TakeTime();
    }

    private static TimeSpan Min(TimeSpan left, TimeSpan right) => left < right ? left : right;

    /// <summary>Looks at the heap now and then, outside of the time that is measured.</summary>
    private sealed class Peak : IProgress<ImportResult>
    {
        private TimeSpan _time;

        public long Bytes { get; private set; }

        public void Report(ImportResult value)
        {
            if (value.Read % 10_000 == 0)
            {
                var started = Stopwatch.GetTimestamp();
                Bytes = Math.Max(Bytes, GC.GetTotalMemory(forceFullCollection: true));
                _time += Stopwatch.GetElapsedTime(started);
            }
        }

        public TimeSpan TakeTime()
        {
            var time = _time;
            _time = default;
            return time;
        }
    }
}
