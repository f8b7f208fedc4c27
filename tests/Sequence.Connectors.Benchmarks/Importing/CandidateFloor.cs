using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// The least that storing candidates can be: each customer as JSON, its hash, and one prepared statement, a transaction for each
/// page.
/// </summary>
internal static class CandidateFloor
{
    public static async Task<TimeSpan> RunAsync(string path, CannedConnector connector, CancellationToken cancellationToken)
    {
        await using var database = new SqliteConnection($"Data Source={path}");
        await database.OpenAsync(cancellationToken);
        await ExecuteAsync(database, "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL");
        await ExecuteAsync(
            database,
            "CREATE TABLE Candidates(ConnectionId TEXT, Type TEXT, ExternalId TEXT, Payload TEXT, Hash TEXT, PRIMARY KEY (ConnectionId, Type, ExternalId))"
        );
        var started = Stopwatch.GetTimestamp();
        await foreach (var page in connector.ReadAsync(ReadOptions.Sweep, cancellationToken))
        {
            Store(database, page);
        }

        return Stopwatch.GetElapsedTime(started);
    }

    private static void Store(SqliteConnection database, ChangePage<Customer> page)
    {
        using var transaction = database.BeginTransaction();
        using var insert = database.CreateCommand();
        insert.Transaction = transaction;
        insert.CommandText =
            "INSERT INTO Candidates VALUES ('c', 'Customer', $id, $payload, $hash) ON CONFLICT DO UPDATE SET Payload = $payload, Hash = $hash";
        var (id, payload, hash) = (
            insert.Parameters.Add("$id", SqliteType.Text),
            insert.Parameters.Add("$payload", SqliteType.Text),
            insert.Parameters.Add("$hash", SqliteType.Text)
        );
        insert.Prepare();
        foreach (var change in page.Changes)
        {
            var customer = ((Change<Customer>.Current)change).Record;
            var json = JsonSerializer.SerializeToUtf8Bytes(customer with { Source = null }, ConnectorsJson.Default.Customer);
            (id.Value, payload.Value, hash.Value) = (
                customer.Id,
                System.Text.Encoding.UTF8.GetString(json),
                Convert.ToHexStringLower(SHA256.HashData(json))
            );
            insert.ExecuteNonQuery();
        }

        transaction.Commit();
    }

    private static async Task ExecuteAsync(SqliteConnection database, string text)
    {
        await using var command = database.CreateCommand();
#pragma warning disable CA2100 // The texts stand above.
        command.CommandText = text;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
