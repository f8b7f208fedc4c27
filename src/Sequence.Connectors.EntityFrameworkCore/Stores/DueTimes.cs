namespace Sequence.Connectors.EntityFrameworkCore;

/// <summary>
/// Finds what is due. Where nothing is, that costs one query of a few index look-ups, whatever the number of connections.
/// </summary>
internal static class DueTimes
{
    // Numbers, because a constant of an enum cannot be part of a union.
    private const int Outbox = 0;
    private const int Work = 1;
    private const int Sweep = 2;

    public static async Task<DueWork> FindAsync(DbContext context, Instant now, int maxConnections, CancellationToken cancellationToken)
    {
        var first = await FirstAsync(context, Instant.MinValue, cancellationToken).ConfigureAwait(false);
        var isIdle = !first.Any(one => one.Kind != Outbox && one.At <= now);
        var next = isIdle ? first : await FirstAsync(context, now, cancellationToken).ConfigureAwait(false);
        return new()
        {
            HasPublications = first.Any(one => one.Kind == Outbox),
            Connections = isIdle ? [] : await ConnectionsAsync(context, now, maxConnections, cancellationToken).ConfigureAwait(false),
            NextAt = next.Where(one => one.Kind == Work).Min(one => one.At),
            NextSweepAt = next.Where(one => one.Kind == Sweep).Min(one => one.At),
        };
    }

    /// <summary>The earliest time of each kind of work after a moment, and a row of the outbox where there is one.</summary>
    private static Task<List<Due>> FirstAsync(DbContext context, Instant after, CancellationToken cancellationToken) =>
        context.Rows<Publication>().OrderBy(one => one.Id).Take(1)
            .Select(one => new Due { Kind = Outbox, ConnectionId = one.LocalId, Tenant = one.Tenant, At = one.PublishedAt })
            .Concat(Entries(context, EntryState.Pending).Where(one => one.At > after).OrderBy(one => one.At).Take(1))
            .Concat(Entries(context, EntryState.Sent).Where(one => one.At > after).OrderBy(one => one.At).Take(1))
            .Concat(Events(context).Where(one => one.At > after).OrderBy(one => one.At).Take(1))
            .Concat(Cursors(context).Where(one => one.At > after).OrderBy(one => one.At).Take(1))
            .ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<DueConnection>> ConnectionsAsync(
        DbContext context, Instant now, int maxConnections, CancellationToken cancellationToken)
    {
        var due = await Entries(context, EntryState.Pending)
            .Concat(Entries(context, EntryState.Sent)).Concat(Events(context)).Concat(Cursors(context))
            .Where(one => one.At <= now)
            .GroupBy(one => one.ConnectionId)
            .Select(one => new { ConnectionId = one.Key, Tenant = one.Min(row => row.Tenant), At = one.Min(row => row.At) })
            .OrderBy(one => one.At)
            .Take(maxConnections)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. due.Select(one => new DueConnection(one.ConnectionId, one.Tenant!, one.At!.Value))];
    }

    private static IQueryable<Due> Entries(DbContext context, EntryState state) => context.Rows<JournalEntry>()
        .Where(one => one.State == state && one.DueAt != null)
        .Select(one => new Due { Kind = Work, ConnectionId = one.ConnectionId, Tenant = one.Tenant, At = one.DueAt });

    private static IQueryable<Due> Events(DbContext context) => context.Rows<InboxEvent>()
        .Where(one => one.State == InboxState.Pending && one.DueAt != null)
        .Select(one => new Due { Kind = Work, ConnectionId = one.ConnectionId, Tenant = one.Tenant, At = one.DueAt });

    private static IQueryable<Due> Cursors(DbContext context) => context.Rows<SweepCursor>()
        .Where(one => one.DueAt != null)
        .Select(one => new Due { Kind = Sweep, ConnectionId = one.ConnectionId, Tenant = one.Tenant, At = one.DueAt });

    private sealed class Due
    {
        public required int Kind { get; init; }

        public required string ConnectionId { get; init; }

        public required string Tenant { get; init; }

        public required Instant? At { get; init; }
    }
}
