using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace Sequence.Connectors.EntityFrameworkCore.Tests;

/// <summary>Counts the queries that go to the database.</summary>
internal sealed class CountedCommands : DbCommandInterceptor
{
    private int _count;

    public int Count => _count;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    )
    {
        Interlocked.Increment(ref _count);
        return new(result);
    }
}
