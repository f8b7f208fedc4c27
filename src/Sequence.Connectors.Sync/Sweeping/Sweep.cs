namespace Sequence.Connectors.Sync;

/// <summary>
/// Reads what changed since the last time, and puts what is not known yet into the inbox: events that were lost, and changes that nothing tells. A page is stored
/// before its cursor.
/// </summary>
internal sealed class Sweep(
    ISyncStore store, RecordKinds kinds, SyncOptions options, SequentialIds ids, ConnectorSession session, ConnectionLease lease, Func<Instant> now)
{
    private string ConnectionId => session.Connection.Id;

    /// <summary>When the connection may be asked again; null when nothing stands in the way.</summary>
    public Instant? StoppedUntil { get; private set; }

    /// <summary>Reads each type whose time has come.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var cursors = await store.ReadCursorsAsync(ConnectionId, cancellationToken).ConfigureAwait(false);
        foreach (var cursor in cursors.Where(one => one.DueAt <= now()))
        {
            if (kinds.Find(cursor.RecordType) is { } kind && kind.CanRead(session.Surface))
            {
                await ReadAsync(kind, cursor, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task ReadAsync(RecordKind kind, SweepCursor cursor, CancellationToken cancellationToken)
    {
        cursor = cursor with { StartedAt = now() };
        try
        {
            await foreach (var page in kind.ReadAsync(session, Options(cursor), cancellationToken).ConfigureAwait(false))
            {
                await ReceiveAsync(kind, page.Looks, cancellationToken).ConfigureAwait(false);
                cursor = await SaveAsync(After(cursor, page), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (ConnectorException exception)
        {
            StoppedUntil = now() + (exception.RetryAfter ?? options.RetryAfter(cursor.Failures));
            await SaveAsync(
                cursor with
                {
                    StartedAt = null,
                    DueAt = StoppedUntil,
                    Failures = cursor.Failures + 1,
                    Problem = Trouble.NotAttempted(exception.Kind, exception.Message),
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    // A first sweep need not bring all that ever was: what is linked was seen when it was linked.
    private static ReadOptions Options(SweepCursor cursor) => new() { After = cursor.Cursor, ChangedSince = cursor.Cursor is null ? cursor.FreshAt : null };

    private SweepCursor After(SweepCursor cursor, RemotePage page) => page.State switch
    {
        ChangePageState.End => cursor with
        {
            Cursor = page.Next ?? cursor.Cursor,
            FreshAt = cursor.StartedAt,
            StartedAt = null,
            DueAt = now() + options.SweepEvery,
            Failures = 0,
            Problem = null,
        },
        ChangePageState.CursorExpired => cursor with { Cursor = null, StartedAt = null, DueAt = now() },
        _ => cursor with { Cursor = page.Next ?? cursor.Cursor },
    };

    private async Task ReceiveAsync(RecordKind kind, IReadOnlyList<RemoteLook> looks, CancellationToken cancellationToken)
    {
        if (looks.Count == 0)
        {
            return;
        }

        var links = (await store.FindLinksByExternalAsync(
                ConnectionId, kind.Type, looks.Select(look => look.ExternalId).ToHashSet(StringComparer.Ordinal), cancellationToken).ConfigureAwait(false))
            .ToLookup(link => link.ExternalId, StringComparer.Ordinal);
        var rows = looks.Where(look => links[look.ExternalId].Any(link => IsNews(kind, look, link))).Select(look => Row(kind, look)).ToList();
        if (rows.Count > 0)
        {
            await store.ReceiveAsync(rows, cancellationToken).ConfigureAwait(false);
        }
    }

    private static bool IsNews(RecordKind kind, RemoteLook look, Link link) => look.Kind switch
    {
        RemoteLookKind.Standing => Noticing.Changes(link.Seen, kind.Look(look.Record!)).Count > 0,
        RemoteLookKind.Deleted => !link.IsGone,
        RemoteLookKind.Merged => true,
        _ => false,
    };

    private InboxEvent Row(RecordKind kind, RemoteLook look)
    {
        var seen = look.Record is null ? SeenState.Nothing : kind.Look(look.Record);
        return new()
        {
            Id = ids.Next(),
            Tenant = session.Connection.Tenant,
            ConnectionId = ConnectionId,
            RecordType = kind.Type,
            ExternalId = look.ExternalId,
            Kind = look.Kind switch
            {
                RemoteLookKind.Deleted => WebhookEventKind.Deleted,
                RemoteLookKind.Merged => WebhookEventKind.Merged,
                _ => WebhookEventKind.Unknown,
            },
            MergedInto = look.MergedInto,
            DedupeKey = $"sweep:{kind.Type.Name}:{look.ExternalId}:{look.Kind}:{seen.Version}:{seen.ModifiedAt}:{seen.Fingerprint}:{seen.Balance}",
            At = look.At,
            ReceivedAt = now(),
            DueAt = now(),
            ChangedAt = now(),
        };
    }

    private async Task<SweepCursor> SaveAsync(SweepCursor cursor, CancellationToken cancellationToken)
    {
        var result = await store.CommitAsync(new() { At = now(), Lease = lease, Cursors = [cursor] }, cancellationToken).ConfigureAwait(false);
        return result == CommitResult.Stored ? cursor with { Version = cursor.Version + 1 } : throw new LeaseLostException(ConnectionId, result);
    }
}
