using System.Collections.Concurrent;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// SQLite lets one transaction write at a time, and whoever finds it taken sleeps and asks again, on a thread, in no order. The
/// writers of this process stand in line here instead. Who has waited for long goes on: the database's own lock decides then, as it
/// does between processes.
/// </summary>
internal sealed class WriterLine : IDisposable
{
    private const string Sqlite = "Microsoft.EntityFrameworkCore.Sqlite";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);
    private static readonly ConcurrentDictionary<string, SemaphoreSlim> Lines = new(StringComparer.Ordinal);
    private readonly SemaphoreSlim? _line;

    private WriterLine(SemaphoreSlim? line) => _line = line;

    /// <summary>Whether the context's database is one that writers stand in line for.</summary>
    public static bool IsOf(DbContext context) => context.Database.ProviderName == Sqlite;

    /// <summary>Waits for this writer's turn, which ends when what is returned is disposed of.</summary>
    public static async ValueTask<WriterLine> StandAsync(DbContext context, CancellationToken cancellationToken)
    {
        if (!IsOf(context) || context.Database.GetConnectionString() is not { } file)
        {
            return new(null);
        }

        var line = Lines.GetOrAdd(file, _ => new(1, 1));
        return new(await line.WaitAsync(Patience, cancellationToken).ConfigureAwait(false) ? line : null);
    }

    public void Dispose() => _line?.Release();
}
