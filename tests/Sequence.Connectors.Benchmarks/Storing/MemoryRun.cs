using Sequence.Connectors.Sync;

namespace Sequence.Connectors.Benchmarks;

/// <summary>
/// What is alive on the heap while links are stored, and read again page by page: as much for a million as for ten thousand.
/// </summary>
internal static class MemoryRun
{
    private const int Batch = 1_000;

    public static async Task RunAsync(TextWriter output, CancellationToken cancellationToken)
    {
        output.WriteLine("Live heap while links are stored and read, 1,000 at a time");
        foreach (var links in (int[])[10_000, 100_000, 1_000_000])
        {
            await using var file = await StoreFile.CreateAsync(cancellationToken);
            var stored = await StoreAsync(file.Store, links, cancellationToken);
            var (read, count) = await ReadAsync(file.Store, links, cancellationToken);
            output.WriteLine(
                $"  {links,9:N0} links: {stored / 1_048_576.0,6:N1} MB while storing, "
                    + $"{read / 1_048_576.0,6:N1} MB while reading, {count:N0} read"
            );
        }
    }

    private static async Task<long> StoreAsync(ISyncStore store, int links, CancellationToken cancellationToken)
    {
        var (ids, random, peak) = (new SequentialIds(TimeProvider.System), new Random(7), 0L);
        for (var first = 0; first < links; first += Batch)
        {
            var from = first;
            Link[] batch =
            [
                .. Enumerable.Range(from, Batch).Select(number => StoredRecords.Link(ids, random, number, hasRandomIds: false)),
            ];
            await store.CommitAsync(StoredRecords.Commit with { Links = batch }, cancellationToken);
            peak = Look(peak, first, links);
            GC.KeepAlive(batch);
        }

        return peak;
    }

    private static async Task<(long Peak, int Count)> ReadAsync(ISyncStore store, int links, CancellationToken cancellationToken)
    {
        var (peak, count) = (0L, 0);
        for (Guid? after = null; ;)
        {
            var page = await store.ReadLinksAsync(
                StoredRecords.ConnectionId,
                StoredRecords.Customers,
                after,
                Batch,
                cancellationToken
            );
            if (page.Count == 0)
            {
                return (peak, count);
            }

            (after, count) = (page[^1].Id, count + page.Count);
            peak = Look(peak, count - Batch, links);
            GC.KeepAlive(page);
        }
    }

    // Ten looks on the way.
    private static long Look(long peak, int done, int links) =>
        done % (links / 10) == 0 ? Math.Max(peak, GC.GetTotalMemory(forceFullCollection: true)) : peak;
}
