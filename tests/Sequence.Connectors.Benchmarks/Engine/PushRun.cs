using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.EntityFrameworkCore;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// 10,000 invoices from the outbox to their links, everything but HTTP, on a SQLite file: beside a floor that writes the same
/// rows by prepared statements, a commit that reaches the disk for each batch of thirty. The first round warms up.
/// </summary>
internal static class PushRun
{
    private const int Invoices = 10_000;
    private const int Rounds = 5;

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var (floor, ours) = (TimeSpan.MaxValue, TimeSpan.MaxValue);
        IReadOnlyDictionary<string, (int Calls, TimeSpan Time)> spent = new Dictionary<string, (int, TimeSpan)>();
        var written = 0L;
        for (var round = 0; round <= Rounds; round++)
        {
            floor = Less(floor, await InFolderAsync(FloorAsync));
            await InFolderAsync(async file =>
            {
                var (time, calls, bytes) = await PushAsync(file, cancellationToken);
                (ours, spent, written) = time < ours ? (time, calls, bytes) : (ours, spent, written);
                return time;
            });
        }

        output.WriteLine($"{Invoices:N0} invoices pushed, everything but HTTP, on SQLite ({Rounds} rounds in turns, fastest)");
        output.WriteLine($"  the rows alone, prepared         {PerRecord(floor),8:N1} µs a record");
        output.WriteLine($"  by the engine                    {PerRecord(ours),8:N1} µs a record   {ours / floor,6:N2} x");
        output.WriteLine($"  written to files                 {written / 1024.0 / Invoices,8:N1} KB a record");
        foreach (var (name, (calls, time)) in spent.OrderByDescending(one => one.Value.Time).Take(6))
        {
            output.WriteLine($"    of it {name,-26} {PerRecord(time),8:N1} µs a record   {calls,6:N0} calls");
        }
    }

    private static TimeSpan Less(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private static double PerRecord(TimeSpan time) => time.TotalMicroseconds / Invoices;

    private static async Task<TimeSpan> InFolderAsync(Func<string, Task<TimeSpan>> run)
    {
        var folder = Directory.CreateTempSubdirectory("push");
        try
        {
            return await run(Path.Combine(folder.FullName, "push.db"));
        }
        finally
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    private static async Task<(TimeSpan Time, IReadOnlyDictionary<string, (int Calls, TimeSpan Time)> Spent, long Written)> PushAsync(
        string file,
        CancellationToken cancellationToken
    )
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConnector, InstantLedger>();
        services.AddSequenceConnectors(connectors => connectors
            .UseSecretKeys(new byte[32])
            .UseSqliteStores($"Data Source={file}")
            .AddSync());
        TimedStore.Add(services);
        await using var host = services.BuildServiceProvider();
        await using (
            var context = await host.GetRequiredService<IDbContextFactory<SequenceConnectorsDbContext>>()
                .CreateDbContextAsync(cancellationToken)
        )
        {
            await context.Database.MigrateAsync(cancellationToken);
        }

        await ConnectAsync(host, cancellationToken);
        var engine = host.GetRequiredService<SyncEngine>();
        await PublishAsync(engine, [new Customer { Id = "c-1", Name = "Customer" }], HostEvent.Saved, cancellationToken);
        await RunAsync(engine, cancellationToken);
        await PublishAsync(
            engine,
            HostInvoices.Intents(Invoices, lines: 5).Select(one => one.Record with { CustomerId = "c-1" }),
            HostEvent.Finalized,
            cancellationToken
        );

        var timed = TimedStore.In(host);
        timed.Clear();
        var before = BytesWritten();
        var watch = Stopwatch.StartNew();
        await RunAsync(engine, cancellationToken);
        watch.Stop();
        var written = BytesWritten() - before;
        var spent = timed.Spent;
        timed.Clear();
        var last = await engine.Problems.ReadLogAsync(
            new() { RecordType = RecordType.Of<Invoice>(), Max = Invoices + 1 },
            cancellationToken
        );
        return last.Count == Invoices && last.All(one => one.State == EntryState.Done)
            ? (watch.Elapsed, spent, written)
            : throw new InvalidOperationException($"{last.Count(one => one.State == EntryState.Done)} of {Invoices} invoices were pushed.");
    }

    // Linux tells each process; elsewhere it is not known.
    private static long BytesWritten() =>
        File.Exists("/proc/self/io")
            ? File.ReadLines("/proc/self/io")
                .Where(line => line.StartsWith("wchar:", StringComparison.Ordinal))
                .Sum(line => long.Parse(line["wchar:".Length..], System.Globalization.CultureInfo.InvariantCulture))
            : 0;

    private static async Task ConnectAsync(IServiceProvider host, CancellationToken cancellationToken)
    {
        var connection = new Connection
        {
            Id = "c-instant",
            Tenant = "tenant",
            Connector = "instant",
            Environment = ConnectorEnvironment.Sandbox,
            App = "app",
            GrantId = "g-1",
            AccountId = "account",
        };
        var grant = new Grant { Id = "g-1", Connector = "instant", App = "app", AccessToken = new("token") };
        await host.GetRequiredService<IGrantStore>().AddAsync(grant, cancellationToken);
        await host.GetRequiredService<IConnectionStore>().AddAsync(connection, cancellationToken);
    }

    private static async Task PublishAsync<TRecord>(
        SyncEngine engine,
        IEnumerable<TRecord> records,
        HostEvent what,
        CancellationToken cancellationToken
    )
        where TRecord : class, IRecord
    {
        foreach (var page in records.Select(one => engine.Publisher.Compose("tenant", one, what)).Chunk(500))
        {
            await engine.Publisher.PublishAsync(page, cancellationToken);
        }
    }

    private static async Task RunAsync(SyncEngine engine, CancellationToken cancellationToken)
    {
        while ((await engine.RunDueAsync(cancellationToken)).Worked)
        {
        }
    }

    private static async Task<TimeSpan> FloorAsync(string file)
    {
        await using var database = new SqliteConnection($"Data Source={file}");
        await database.OpenAsync();
        await ExecuteAsync(database, "PRAGMA journal_mode = WAL");
        await ExecuteAsync(database, "PRAGMA synchronous = FULL");
        await ExecuteAsync(database, "CREATE TABLE journal (id TEXT PRIMARY KEY, local TEXT, payload TEXT, state TEXT, key TEXT)");
        await ExecuteAsync(database, "CREATE TABLE attempts (key TEXT PRIMARY KEY, members TEXT)");
        await ExecuteAsync(database, "CREATE TABLE links (id TEXT PRIMARY KEY, local TEXT UNIQUE, external TEXT UNIQUE)");
        var payload = new string('x', 2000);
        var ids = Enumerable.Range(0, Invoices).Select(_ => Guid.CreateVersion7().ToString()).ToArray();
        var watch = Stopwatch.StartNew();
        foreach (var batch in ids.Chunk(InstantLedger.BatchSize))
        {
            await using var transaction = database.BeginTransaction();
            await WriteAsync(database, "INSERT INTO journal VALUES (@id, @id, @text, 'Pending', NULL)", batch, payload);
            await WriteAsync(database, "UPDATE journal SET state = 'Sent', key = @text WHERE id = @id", batch, "key");
            await WriteAsync(database, "INSERT INTO attempts VALUES (@id, @text)", [batch[0]], string.Join(',', batch));
            await WriteAsync(database, "UPDATE journal SET state = 'Done', key = @text WHERE id = @id", batch, "key");
            await WriteAsync(database, "INSERT INTO links VALUES (@id, @id, @id)", batch, null);
            await transaction.CommitAsync();
        }

        return watch.Elapsed;
    }

    private static async Task WriteAsync(SqliteConnection database, string statement, IReadOnlyList<string> ids, string? text)
    {
        await using var command = database.CreateCommand();
        command.CommandText = statement;
        var id = command.Parameters.Add("@id", SqliteType.Text);
        if (text is not null)
        {
            command.Parameters.Add("@text", SqliteType.Text).Value = text;
        }

        await command.PrepareAsync();
        foreach (var one in ids)
        {
            id.Value = one;
            await command.ExecuteNonQueryAsync();
        }
    }

    private static async Task ExecuteAsync(SqliteConnection database, string statement)
    {
        await using var command = database.CreateCommand();
        command.CommandText = statement;
        await command.ExecuteNonQueryAsync();
    }
}
