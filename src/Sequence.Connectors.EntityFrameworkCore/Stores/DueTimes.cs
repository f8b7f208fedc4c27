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
        var first = await FirstAsync(context, now, Instant.MinValue, cancellationToken).ConfigureAwait(false);
        var isIdle = !first.Any(one => one.Kind != Outbox && one.At <= now);
        var next = isIdle ? first : await FirstAsync(context, now, now, cancellationToken).ConfigureAwait(false);
        return new()
        {
            OldestPublicationAt = first.FirstOrDefault(one => one.Kind == Outbox)?.At,
            Connections = isIdle ? [] : await ConnectionsAsync(context, now, maxConnections, cancellationToken).ConfigureAwait(false),
            NextAt = next.Where(one => one.Kind == Work).Min(one => one.At),
            NextSweepAt = next.Where(one => one.Kind == Sweep).Min(one => one.At),
        };
    }

    /// <summary>The earliest time of each kind of work after a moment, and a row of the outbox where there is one.</summary>
    private static Task<List<Due>> FirstAsync(DbContext context, Instant now, Instant after, CancellationToken cancellationToken) =>
        context.Rows<Publication>().OrderBy(one => one.Id).Take(1)
            .Select(one => new Due { Kind = Outbox, ConnectionId = one.LocalId, Tenant = one.Tenant, At = one.PublishedAt })
            .Concat(Entries(context, EntryState.Pending, now).Where(one => one.At > after).OrderBy(one => one.At).Take(1))
            .Concat(Entries(context, EntryState.Sent, now).Where(one => one.At > after).OrderBy(one => one.At).Take(1))
            .Concat(Events(context, now).Where(one => one.At > after).OrderBy(one => one.At).Take(1))
            .Concat(Cursors(context, now).Where(one => one.At > after).OrderBy(one => one.At).Take(1))
            .Concat(Rests(context, now).OrderBy(one => one.Until).Take(1)
                .Select(one => new Due { Kind = Work, ConnectionId = one.ConnectionId, Tenant = one.Tenant, At = one.Until }))
            .ToListAsync(cancellationToken);

    private static async Task<IReadOnlyList<DueConnection>> ConnectionsAsync(
        DbContext context, Instant now, int maxConnections, CancellationToken cancellationToken)
    {
        var due = await Entries(context, EntryState.Pending, now)
            .Concat(Entries(context, EntryState.Sent, now)).Concat(Events(context, now)).Concat(Cursors(context, now))
            .Where(one => one.At <= now)
            .GroupBy(one => one.ConnectionId)
            .Select(one => new { ConnectionId = one.Key, Tenant = one.Min(row => row.Tenant), At = one.Min(row => row.At) })
            .OrderBy(one => one.At)
            .Take(maxConnections)
            .ToListAsync(cancellationToken).ConfigureAwait(false);
        return [.. due.Select(one => new DueConnection(one.ConnectionId, one.Tenant!, one.At!.Value))];
    }

    private static IQueryable<Due> Entries(DbContext context, EntryState state, Instant now)
    {
        var rests = Rests(context, now);
        return context.Rows<JournalEntry>()
            .Where(one => one.State == state && one.DueAt != null && !rests.Any(rest => rest.ConnectionId == one.ConnectionId))
            .Select(one => new Due { Kind = Work, ConnectionId = one.ConnectionId, Tenant = one.Tenant, At = one.DueAt });
    }

    private static IQueryable<Due> Events(DbContext context, Instant now)
    {
        var rests = WholeRests(context, now);
        return context.Rows<InboxEvent>()
            .Where(one => one.State == InboxState.Pending && one.DueAt != null && !rests.Any(rest => rest.ConnectionId == one.ConnectionId))
            .Select(one => new Due { Kind = Work, ConnectionId = one.ConnectionId, Tenant = one.Tenant, At = one.DueAt });
    }

    private static IQueryable<Due> Cursors(DbContext context, Instant now)
    {
        var rests = WholeRests(context, now);
        return context.Rows<SweepCursor>()
            .Where(one => one.DueAt != null && !rests.Any(rest => rest.ConnectionId == one.ConnectionId))
            .Select(one => new Due { Kind = Sweep, ConnectionId = one.ConnectionId, Tenant = one.Tenant, At = one.DueAt });
    }

    private static IQueryable<Standstill> Rests(DbContext context, Instant now) => context.Rows<Standstill>()
        .Where(one => (one.RecordType == Standstill.Connection || one.RecordType == Standstill.Sending) && one.Until > now);

    private static IQueryable<Standstill> WholeRests(DbContext context, Instant now) => context.Rows<Standstill>()
        .Where(one => one.RecordType == Standstill.Connection && one.Until > now);

    private sealed class Due
    {
        public required int Kind { get; init; }

        public required string ConnectionId { get; init; }

        public required string Tenant { get; init; }

        public required Instant? At { get; init; }
    }
}
