using System.Collections.Concurrent;
using System.Data.Common;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace WebHost;

/// <summary>
/// Tells open pages that something was committed, by the app or by the engine: both write to the one database. A page then asks for
/// what it shows; so nothing but the word itself is told. Hosts of several processes need a message between these.
/// </summary>
internal sealed class Commits : DbTransactionInterceptor
{
    private readonly ConcurrentDictionary<Channel<string>, bool> _pages = [];

    /// <summary>A word for each commit from now on; those that come while nobody looks are one.</summary>
    public async IAsyncEnumerable<string> WatchAsync(
        CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var page = Channel.CreateBounded<string>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        _pages[page] = true;
        await using var ending = stopping.Register(() => page.Writer.TryComplete());
        try
        {
            await foreach (var word in page.Reader.ReadAllAsync(cancellationToken))
            {
                yield return word;
            }
        }
        finally
        {
            _pages.TryRemove(page, out _);
        }
    }

    public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) => Tell();

    public override Task TransactionCommittedAsync(
        DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        Tell();
        return Task.CompletedTask;
    }

    private void Tell()
    {
        foreach (var page in _pages.Keys)
        {
            page.Writer.TryWrite("committed");
        }
    }
}
