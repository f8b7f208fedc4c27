using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Sync;

/// <summary>
/// Reads what changed since the last time, and puts what is not known yet into the inbox: events that were lost, and changes that
/// nothing tells. A page is stored before its cursor.
/// </summary>
internal sealed class Sweep(
    ISyncStore store,
    RecordKinds kinds,
    SyncOptions options,
    SequentialIds ids,
    ConnectorSession session,
    HeldLease? held,
    Standstills? rests,
    ILogger log,
    Func<Instant> now
)
{
    // Clocks differ, and a system may show a change only some time after it.
    private static readonly Duration Overlap = Duration.FromMinutes(5);
    private const int LinksAtOnce = 1000;
    private readonly IChangeFeed? _feed = session.Find<IChangeFeed>();

    /// <summary>When the connection may be asked again; null when nothing stands in the way.</summary>
    public Instant? StoppedUntil { get; private set; }

    /// <summary>Whether something was stored.</summary>
    public bool Worked { get; private set; }

    private string ConnectionId => session.Connection.Id;

    /// <summary>
    /// Makes sure that each type is read at intervals: what is linked from now on is seen when it is linked, and what happens to
    /// it later is read.
    /// </summary>
    /// <returns>Whether something was stored.</returns>
    public async Task<bool> BeginAsync(CancellationToken cancellationToken)
    {
        var known = await store.ReadCursorsAsync(ConnectionId, cancellationToken).ConfigureAwait(false);
        var wanted = kinds.All.Where(IsSwept).Select(kind => kind.Type).ToList();
        var missing = (_feed is null ? wanted : [.. wanted, SweepCursor.ChangeFeed])
            .Where(type => known.All(one => one.RecordType != type))
            .Select(type => new SweepCursor
            {
                Tenant = session.Connection.Tenant,
                ConnectionId = ConnectionId,
                RecordType = type,
                FreshAt = now(),
                DueAt = type == SweepCursor.ChangeFeed ? now() : NextAt(type),
            })
            .ToList();
        // A conflict means that someone else has begun them.
        return missing.Count > 0
            && await store.CommitAsync(new() { At = now(), Lease = held?.Lease, Cursors = missing }, cancellationToken)
                .ConfigureAwait(false) == CommitResult.Stored;
    }

    /// <summary>Reads the feed, and each type whose time has come.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var due = await DueAsync(cancellationToken).ConfigureAwait(false);
        if (_feed is not null && due.FirstOrDefault(one => one.RecordType == SweepCursor.ChangeFeed) is { } row)
        {
            await TryAsync(row, token => ReadFeedAsync(_feed, row, token), cancellationToken).ConfigureAwait(false);
            // What the feed cannot tell, it made due.
            due = await DueAsync(cancellationToken).ConfigureAwait(false);
        }

        foreach (var cursor in due)
        {
            if (kinds.Find(cursor.RecordType) is not { } kind || !kind.CanRead(session.Surface))
            {
                await SkipAsync(cursor, cancellationToken).ConfigureAwait(false);
            }
            else if (StoppedUntil is null)
            {
                await TryAsync(cursor, token => ReadAsync(kind, cursor, token), cancellationToken).ConfigureAwait(false);
            }
        }
    }

    // What no feed and no reader brings any more may come back with another version.
    private Task SkipAsync(SweepCursor cursor, CancellationToken cancellationToken) =>
        cursor.RecordType == SweepCursor.ChangeFeed && _feed is not null
            ? Task.CompletedTask
            : CommitAsync([cursor with { DueAt = now() + options.SweepEvery }], cancellationToken);

    // A feed brings what a payment has changed; a list of invoices need not, where a payment moves no time of change.
    private bool IsSwept(RecordKind kind) => (kind.IsSwept || (_feed is null && kind.TellsOfOthers)) && kind.CanRead(session.Surface);

    private async Task<IReadOnlyList<SweepCursor>> DueAsync(CancellationToken cancellationToken) =>
        [.. (await store.ReadCursorsAsync(ConnectionId, cancellationToken).ConfigureAwait(false)).Where(one => one.DueAt <= now())];

    private async Task TryAsync(SweepCursor cursor, Func<CancellationToken, Task> read, CancellationToken cancellationToken)
    {
        try
        {
            await read(cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            var until = now() + (exception.RetryAfter ?? options.RetryAfter(cursor.Failures));
            StoppedUntil = Trouble.MayBeOfRecord(exception.Kind) ? StoppedUntil : until;
            var problem = Trouble.NotAttempted(exception.Kind, exception.Message);
            await StopAsync(cursor, until, problem, Trouble.WhoFixes(exception.Kind), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            SyncLog.SweepFailed(log, exception, ConnectionId, cursor.RecordType.Name);
            var until = now() + options.RetryAfter(cursor.Failures);
            await StopAsync(cursor, until, Trouble.ConnectionFailed(ConnectionId), FixedBy.Engineer, cancellationToken)
                .ConfigureAwait(false);
        }
    }

    private async Task StopAsync(
        SweepCursor cursor, Instant until, Problem problem, FixedBy fixedBy, CancellationToken cancellationToken)
    {
        var all = await store.ReadCursorsAsync(ConnectionId, cancellationToken).ConfigureAwait(false);
        var current = all.First(one => one.RecordType == cursor.RecordType);
        var stopped = current with { DueAt = until, Failures = current.Failures + 1, Problem = problem };
        var rest = rests?.Stopped(cursor.RecordType, until, problem, fixedBy);
        await CommitAsync([stopped], cancellationToken, stopped: rest is null ? [] : [rest]).ConfigureAwait(false);
    }

    private async Task ReadFeedAsync(IChangeFeed feed, SweepCursor cursor, CancellationToken cancellationToken)
    {
        var startedAt = now();
        var types = feed.RecordTypes.Where(type => kinds.Find(type) is { IsSwept: true }).ToList();
        await foreach (var page in feed.ReadAsync(cursor.Cursor, types, cancellationToken).ConfigureAwait(false))
        {
            foreach (var type in types)
            {
                await ReceiveAsync(kinds.Get(type), kinds.Get(type).LooksIn(page), cancellationToken).ConfigureAwait(false);
            }

            if (cursor.Cursor is not null)
            {
                foreach (var type in page.ToSweep.Where(types.Contains))
                {
                    await MissAsync(kinds.Get(type), cancellationToken).ConfigureAwait(false);
                }
            }

            // What the feed cannot tell is read type by type, from where the feed was last complete.
            var rows = await store.ReadCursorsAsync(ConnectionId, cancellationToken).ConfigureAwait(false);
            var toSweep = rows.Where(one => page.ToSweep.Contains(one.RecordType))
                .Select(one => one with { Cursor = null, FreshAt = cursor.FreshAt, DueAt = now() });
            if (page.Next is not null || page.ToSweep.Count > 0)
            {
                cursor = cursor with { Cursor = page.Next ?? cursor.Cursor };
                await CommitAsync([cursor, .. toSweep], cancellationToken).ConfigureAwait(false);
                cursor = cursor with { Version = cursor.Version + 1 };
            }
        }

        await CommitAsync(
                [cursor with { FreshAt = startedAt, DueAt = now() + options.SweepEvery, Failures = 0, Problem = null }],
                cancellationToken,
                rests?.GoneOn(SweepCursor.ChangeFeed)
            )
            .ConfigureAwait(false);
    }

    // What was deleted while the feed could not tell shows in no sweep either: what is linked is asked for by its ids.
    private async Task MissAsync(RecordKind kind, CancellationToken cancellationToken)
    {
        var reader = session.Surface.Readers.FirstOrDefault(one => one.RecordType == kind.Type);
        if (reader is not { Traits.Deletions: DeletionVisibility.Sweep })
        {
            return;
        }

        Guid? after = null;
        while (true)
        {
            var links = await store.ReadLinksAsync(ConnectionId, kind.Type, after, LinksAtOnce, cancellationToken).ConfigureAwait(false);
            if (links.Count == 0)
            {
                return;
            }

            after = links[^1].Id;
            var standing = links.Where(link => !link.IsGone).Select(link => link.ExternalId).ToHashSet(StringComparer.Ordinal);
            var gone = new List<RemoteLook>();
            await foreach (var look in kind.FindAsync(session, standing, cancellationToken).ConfigureAwait(false))
            {
                if (look.Kind is RemoteLookKind.NotFound or RemoteLookKind.Deleted)
                {
                    gone.Add(look with { Kind = RemoteLookKind.Deleted });
                }
            }

            await ReceiveAsync(kind, gone, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReadAsync(RecordKind kind, SweepCursor cursor, CancellationToken cancellationToken)
    {
        var startedAt = now();

        // A first sweep need not bring all that ever was: what is linked was seen when it was linked.
        var from = new ReadOptions { After = cursor.Cursor, ChangedSince = cursor.Cursor is null ? cursor.FreshAt - Overlap : null };
        await foreach (var page in kind.ReadAsync(session, from, cancellationToken).ConfigureAwait(false))
        {
            await ReceiveAsync(kind, page.Looks, cancellationToken).ConfigureAwait(false);
            cursor = page.State switch
            {
                ChangePageState.End => cursor with
                {
                    Cursor = page.Next ?? cursor.Cursor,
                    FreshAt = startedAt,
                    DueAt = NextAt(kind.Type),
                    Failures = 0,
                    Problem = null,
                },
                ChangePageState.CursorExpired => cursor with { Cursor = null, DueAt = now() },
                _ => cursor with { Cursor = page.Next ?? cursor.Cursor },
            };
            var over = page.State == ChangePageState.End ? rests?.GoneOn(kind.Type) : null;
            await CommitAsync([cursor], cancellationToken, over).ConfigureAwait(false);
            cursor = cursor with { Version = cursor.Version + 1 };
        }
    }

    // A type that the feed tells of is read by itself only when the feed asks for it.
    private Instant? NextAt(RecordType type) => _feed is not null && _feed.RecordTypes.Contains(type) ? null : now() + options.SweepEvery;

    private async Task ReceiveAsync(RecordKind kind, IReadOnlyList<RemoteLook> looks, CancellationToken cancellationToken)
    {
        if (looks.Count == 0)
        {
            return;
        }

        if (kind.TellsOfOthers)
        {
            await ReceiveTouchedAsync(kind, looks, cancellationToken).ConfigureAwait(false);
            return;
        }

        var links = (
            await store
                .FindLinksByExternalAsync(
                    ConnectionId,
                    kind.Type,
                    looks.Select(look => look.ExternalId).ToHashSet(StringComparer.Ordinal),
                    cancellationToken
                )
                .ConfigureAwait(false)
        ).ToLookup(link => link.ExternalId, StringComparer.Ordinal);
        var rows = looks
            .Where(look => links[look.ExternalId].Any(link => SweepFinds.IsNews(kind, look, link)))
            .Select(look => Row(kind, look))
            .ToList();
        if (rows.Count > 0)
        {
            await store.ReceiveAsync(rows, cancellationToken).ConfigureAwait(false);
        }
    }

    // What a payment has changed is looked at once for each state of the payment.
    private async Task ReceiveTouchedAsync(RecordKind kind, IReadOnlyList<RemoteLook> looks, CancellationToken cancellationToken)
    {
        var touched = looks.Where(look => look.Record is not null)
            .SelectMany(look => kind.TouchedBy(look.Record!).Select(other => (Row: Row(kind, look), Other: other)))
            .ToList();
        var rows = new List<InboxEvent>();
        foreach (var group in touched.GroupBy(one => one.Other.Type))
        {
            var ids = group.Select(one => one.Other.ExternalId).ToHashSet(StringComparer.Ordinal);
            var links = await store.FindLinksByExternalAsync(ConnectionId, group.Key, ids, cancellationToken).ConfigureAwait(false);
            var linked = links.Select(link => link.ExternalId).ToHashSet(StringComparer.Ordinal);
            rows.AddRange(group.Where(one => linked.Contains(one.Other.ExternalId)).Select(one => one.Row with
            {
                RecordType = group.Key,
                ExternalId = one.Other.ExternalId,
                DedupeKey = $"{one.Row.DedupeKey}>{group.Key.Name}:{one.Other.ExternalId}",
            }));
        }

        if (rows.Count > 0)
        {
            await store.ReceiveAsync(rows, cancellationToken).ConfigureAwait(false);
        }
    }

    private InboxEvent Row(RecordKind kind, RemoteLook look) => SweepFinds.Row(session.Connection, kind, look, ids.Next(), now());

    private async Task CommitAsync(
        IReadOnlyList<SweepCursor> cursors,
        CancellationToken cancellationToken,
        IReadOnlyList<Standstill>? over = null,
        IReadOnlyList<Standstill>? stopped = null)
    {
        var commit = new SyncCommit
        {
            At = now(),
            Lease = held?.Lease,
            Cursors = cursors,
            Standstills = stopped ?? [],
            Resumed = over ?? [],
        };
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (result != CommitResult.Stored)
        {
            throw new LeaseLostException(ConnectionId, result);
        }

        Worked = true;
        if (held is not null)
        {
            await held.KeepAsync(cancellationToken).ConfigureAwait(false);
        }
    }
}
