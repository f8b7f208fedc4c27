using Sequence.Connectors.EntityFrameworkCore;
using Sequence.Connectors.EntityFrameworkCore.Sqlite;

namespace Microsoft.EntityFrameworkCore;

/// <summary>Opens a SQLite file as Sequence.Connectors needs it.</summary>
public static class SqliteOptionsExtensions
{
    /// <summary>
    /// Opens a SQLite file with a write-ahead log, so that readers and a writer do not wait for each other, and with patience for
    /// other processes that write. On a <see cref="SequenceConnectorsDbContext"/> the migrations of this package apply.
    /// </summary>
    public static DbContextOptionsBuilder UseSequenceConnectorsSqlite(this DbContextOptionsBuilder options, string connectionString)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options
            .UseSqlite(connectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteOptionsExtensions).Assembly))
            .AddInterceptors(new OpeningInterceptor());
    }
}
