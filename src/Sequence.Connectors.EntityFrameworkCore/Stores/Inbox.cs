using System.Data.Common;

namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>Takes events in, each once.</summary>
internal static class Inbox
{
    private const int Attempts = 5;

    public static async Task<int> ReceiveAsync(
        StoreContexts contexts, IReadOnlyList<InboxEvent> events, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await contexts.WriteAsync(context => AddNewAsync(context, events, cancellationToken), _ => true, cancellationToken)
                    .ConfigureAwait(false);
            }
            catch (DbException) when (attempt < Attempts)
            {
                // Another process took one of them in between the look and the write: look again. What is wrong otherwise is
                // wrong again, and thrown.
            }
        }
    }

    private static async Task<int> AddNewAsync(DbContext context, IReadOnlyList<InboxEvent> events, CancellationToken cancellationToken)
    {
        var added = new List<InboxEvent>();
        foreach (var received in events.GroupBy(one => one.ConnectionId))
        {
            string[] keys = [.. received.Select(one => one.DedupeKey)];
            var known = await context.Rows<InboxEvent>()
                .Where(one => one.ConnectionId == received.Key && EF.Parameter(keys).Contains(one.DedupeKey)).Select(one => one.DedupeKey)
                .ToHashSetAsync(StringComparer.Ordinal, cancellationToken).ConfigureAwait(false);
            added.AddRange(received.Where(one => known.Add(one.DedupeKey)));
        }

        await Table.Of<InboxEvent>(context).InsertAsync(context.Transaction(), added, cancellationToken).ConfigureAwait(false);
        return added.Count;
    }
}
