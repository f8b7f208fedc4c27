using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Sequence.Connectors.EntityFrameworkCore.Sqlite;

/// <summary>
/// Sets up each connection: the log is written ahead and reaches the disk with each commit, for what was sent must be known after
/// a power cut too, and a writer waits for another in short steps. A connection of the pool is set up once.
/// </summary>
internal sealed class OpeningInterceptor : DbConnectionInterceptor
{
    private const string Setup = "PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;";

    private static readonly ConditionalWeakTable<object, object> Done = [];

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        if (!IsNew(connection))
        {
            return;
        }

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
        if (!IsNew(connection))
        {
            return;
        }

        var command = connection.CreateCommand();
        await using var _ = command.ConfigureAwait(false);
        command.CommandText = Setup;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    // The pool gives out the same handle again, with the settings that it had.
    private static bool IsNew(DbConnection connection) =>
        connection is not SqliteConnection { Handle: { } handle } || Done.TryAdd(handle, Setup);
}
