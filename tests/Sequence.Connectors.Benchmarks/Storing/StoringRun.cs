using System.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// Rows a second that the SQLite stores take and find, beside prepared statements by hand on the same tables, in rounds that take
/// turns; what counts is the fastest round of each. A round starts with empty tables.
/// </summary>
internal static class StoringRun
{
    private const int Rounds = 4;
    private const int Links = 50_000;
    private const int Entries = 20_000;
    private const int Batch = 1_000;

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        await CompareAsync(
            output, "Links, ascending external ids", ["SequenceLinks"], StoredRecords.Links(Links, hasRandomIds: false),
            rows => StoredRecords.Commit with { Links = rows }, cancellationToken);
        await CompareAsync(
            output, "Links, random external ids", ["SequenceLinks"], StoredRecords.Links(Links, hasRandomIds: true),
            rows => StoredRecords.Commit with { Links = rows }, cancellationToken);
        await CompareAsync(
            output, "Journal entries of 1,200 characters", ["SequenceJournal", "SequencePayloads"], StoredRecords.Entries(Entries),
            rows => StoredRecords.Commit with { Entries = rows }, cancellationToken);
        await CheckAsync(output, cancellationToken);
        await PublishAsync(output, cancellationToken);
    }

    private static async Task CompareAsync<TRow>(
        TextWriter output, string work, string[] tables, TRow[] rows, Func<TRow[], SyncCommit> commit, CancellationToken cancellationToken)
    {
        var byHand = TimeSpan.MaxValue;
        var ours = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            await using var file = await StoreFile.CreateAsync(cancellationToken);
            ours = Min(ours, await TimeAsync(async () =>
            {
                foreach (var batch in rows.Chunk(Batch))
                {
                    await file.Store.CommitAsync(commit(batch), cancellationToken);
                }
            }));

            var written = new List<HandWrittenTable>();
            await using var reading = await file.ConnectAsync(cancellationToken);
            foreach (var table in tables)
            {
                written.Add(await HandWrittenTable.ReadAsync(reading, table, cancellationToken));
            }

            await using var other = await StoreFile.CreateAsync(cancellationToken);
            await using var writing = await other.ConnectAsync(cancellationToken);
            byHand = Min(byHand, await TimeAsync(async () =>
            {
                for (var first = 0; first < rows.Length; first += Batch)
                {
                    await using var transaction = (SqliteTransaction)await writing.BeginTransactionAsync(cancellationToken);
                    foreach (var table in written)
                    {
                        await table.InsertAsync(transaction, first, Batch, cancellationToken);
                    }

                    await transaction.CommitAsync(cancellationToken);
                }
            }));
        }

        output.WriteLine($"{work} ({rows.Length:N0} rows, {Batch:N0} a commit)");
        Write(output, "prepared inserts by hand", byHand, byHand, rows.Length);
        Write(output, "ours, CommitAsync", ours, byHand, rows.Length);
        output.WriteLine();
    }

    private static async Task CheckAsync(TextWriter output, CancellationToken cancellationToken)
    {
        var links = StoredRecords.Links(Links, hasRandomIds: false);
        await using var file = await StoreFile.CreateAsync(cancellationToken);
        foreach (var batch in links.Chunk(Batch))
        {
            await file.Store.CommitAsync(StoredRecords.Commit with { Links = batch }, cancellationToken);
        }

        await using var connection = await file.ConnectAsync(cancellationToken);
        var ids = links.Select(link => link.ExternalId).Chunk(Batch).ToArray();
        var byHand = TimeSpan.MaxValue;
        var ours = TimeSpan.MaxValue;
        for (var round = 0; round < Rounds * 3; round++)
        {
            byHand = Min(
                byHand,
                await TimeAsync(async () =>
                {
                    foreach (var batch in ids)
                    {
                        await FindByHandAsync(connection, batch, cancellationToken);
                    }
                })
            );
            ours = Min(
                ours,
                await TimeAsync(async () =>
                {
                    foreach (var batch in ids)
                    {
                        await file.Store.FindLinksByExternalAsync(
                            StoredRecords.ConnectionId,
                            StoredRecords.Customers,
                            batch,
                            cancellationToken
                        );
                    }
                })
            );
        }

        output.WriteLine($"Links found by external id ({Links:N0} links, {Batch:N0} a question)");
        Write(output, "fingerprints by hand, one by one", byHand, byHand, Links);
        Write(output, "ours, whole links", ours, byHand, Links);
        output.WriteLine();
    }

    private static async Task FindByHandAsync(
        SqliteConnection connection,
        string[] ids,
        CancellationToken cancellationToken
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = """
            SELECT "SeenFingerprint" FROM "SequenceLinks"
            WHERE "ConnectionId" = @connection AND "RecordType" = 'Customer' AND "ExternalId" = @id AND "Variant" = ''
            """;
        command.Parameters.AddWithValue("@connection", StoredRecords.ConnectionId);
        var id = command.Parameters.AddWithValue("@id", "");
        foreach (var one in ids)
        {
            id.Value = one;
            GC.KeepAlive(await command.ExecuteScalarAsync(cancellationToken));
        }
    }

    private static async Task PublishAsync(TextWriter output, CancellationToken cancellationToken)
    {
        const int count = 2_000;
        var ids = new SequentialIds(TimeProvider.System);
        var times = new List<TimeSpan>();
        await using var file = await StoreFile.CreateAsync(cancellationToken);
        for (var number = 0; number < count; number++)
        {
            await using var context = await file.OpenContextAsync(cancellationToken);
            await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
            times.Add(await TimeAsync(async () =>
            {
                context.AddPublications(StoredRecords.Publication(ids, number));
                await context.SaveChangesAsync(cancellationToken);
            }));
            await transaction.CommitAsync(cancellationToken);
        }

        var ordered = times.Skip(count / 10).Order().ToArray();
        output.WriteLine($"Publishing in a host's open transaction: 1 row, median {ordered[ordered.Length / 2].TotalMicroseconds:N0} µs, "
            + $"99th percentile {ordered[ordered.Length * 99 / 100].TotalMicroseconds:N0} µs");
    }

    private static void Write(TextWriter output, string name, TimeSpan time, TimeSpan floor, int rows) => output.WriteLine(
        $"  {name,-34} {rows / time.TotalSeconds,10:N0} rows/s {time / floor,6:0.00}× {time.TotalMicroseconds / rows,8:0.0} µs/row");

    private static async Task<TimeSpan> TimeAsync(Func<Task> work)
    {
        var started = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(started);
    }

    private static TimeSpan Min(TimeSpan one, TimeSpan other) => one < other ? one : other;
}
