using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Sequence.Connectors.EntityFrameworkCore.Sqlite;

/// <summary>
/// Sets up each connection: the log is written ahead and reaches the disk with each commit, for what was sent must be known after
/// a power cut too, and a writer waits for another in short steps.
/// </summary>
internal sealed class OpeningInterceptor : DbConnectionInterceptor
{
    private const string Setup = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using var command = connection.CreateCommand();
        command.CommandText = Setup;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection,
        ConnectionEndEventData eventData,
        CancellationToken cancellationToken = default
    )
    {
        var command = connection.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.CommandText = Setup;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
