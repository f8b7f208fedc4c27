using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Sequence.Connectors;
using Sequence.Connectors.EntityFrameworkCore;
using Sequence.Connectors.EntityFrameworkCore.Sqlite;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Keeps what Sequence.Connectors stores in a SQLite file.</summary>
public static class SqliteStoresExtensions
{
    /// <summary>
    /// Keeps connections, grants, pending consents and all that the engine stores in one SQLite file, which several processes on
    /// one machine may share. The tables are made, and brought up to date, when the host starts. Secrets are encrypted: call
    /// <see cref="SequenceConnectorsBuilder.UseSecretKeys"/> too.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="connectionString">The file, such as <c>Data Source=connectors.db</c>.</param>
    /// <param name="migrate"> Whether the host's start brings the tables up to date. Without it, call <c>MigrateAsync</c> on the
    /// <see cref="SequenceConnectorsDbContext"/> when it suits.
    /// </param>
    public static SequenceConnectorsBuilder UseSqliteStores(
        this SequenceConnectorsBuilder builder,
        string connectionString,
        bool migrate = true
    )
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(connectionString);
        builder.Services.AddPooledDbContextFactory<SequenceConnectorsDbContext>(
            options => options.UseSequenceConnectorsSqlite(connectionString)
        );
        builder.UseEntityFrameworkStores<SequenceConnectorsDbContext>();
        if (migrate)
        {
            builder.Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, Migrating>());
        }

        return builder;
    }
}
