using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Sync;

/// <summary>
/// The system → host half of a connection's turn: fetches what events hint at, compares it with what was seen, and has the host
/// react.
/// </summary>
internal sealed class Inbound(
    ISyncStore store,
    RecordKinds kinds,
    SyncOptions options,
    SequentialIds ids,
    ConnectorSession session,
    HeldLease held,
    IServiceScopeFactory scopes,
    ILogger log,
    Func<Instant> now
)
{
    private string ConnectionId => session.Connection.Id;

    /// <summary>When the connection may be asked again; null when nothing stands in the way.</summary>
    public Instant? StoppedUntil { get; private set; }

    /// <summary>Whether something was stored.</summary>
    public bool Worked { get; private set; }

    /// <summary>Works off the events that are due, up to a turn's size.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // What an event tells of other records is looked at in the second round.
        for (var round = 0; round < 2 && StoppedUntil is null; round++)
        {
            var due = await store.ReadEventsAsync(ConnectionId, now(), options.TurnSize, cancellationToken).ConfigureAwait(false);
            if (due.Count == 0)
            {
                return;
            }

            foreach (var group in due.GroupBy(row => row.RecordType).Where(_ => StoppedUntil is null))
            {
                await HandleAsync(group.Key, [.. group], cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async Task HandleAsync(RecordType type, IReadOnlyList<InboxEvent> rows, CancellationToken cancellationToken)
    {
        if (kinds.Find(type) is not { } kind || !kind.CanRead(session.Surface))
        {
            await CloseAsync(rows, cancellationToken).ConfigureAwait(false);
            return;
        }

        var links = (
            await store
                .FindLinksByExternalAsync(
                    ConnectionId,
                    type,
                    rows.Select(row => row.ExternalId).ToHashSet(StringComparer.Ordinal),
                    cancellationToken
                )
                .ConfigureAwait(false)
        ).ToLookup(link => link.ExternalId, StringComparer.Ordinal);
        var isWanted = kind.TellsOfOthers
            ? rows.ToLookup(_ => true)
            : rows.ToLookup(row => links[row.ExternalId].Any() && !links[row.ExternalId].Any(link => Noticing.IsOldNews(row, link.Seen)));
        await CloseAsync([.. isWanted[false]], cancellationToken).ConfigureAwait(false);
        var waiting = await HoldAsync([.. isWanted[true]], links, cancellationToken).ConfigureAwait(false);
        var wanted = isWanted[true].Where(row => !waiting.Contains(row.Id)).ToLookup(row => row.ExternalId, StringComparer.Ordinal);
        if (wanted.Count > 0)
        {
            await FetchAsync(kind, wanted, cancellationToken).ConfigureAwait(false);
        }
    }

    // What a write of ours did that is not settled yet cannot be told from what others did: it is settled first.
    private async Task<HashSet<Guid>> HoldAsync(
        IReadOnlyList<InboxEvent> rows,
        ILookup<string, Link> links,
        CancellationToken cancellationToken
    )
    {
        var unsettled = await Unsettled.ReadAsync(store, kinds, ConnectionId, cancellationToken).ConfigureAwait(false);
        var stopped = rows.Where(row => links[row.ExternalId].Any(link => unsettled.Touches(link))).ToList();
        if (stopped.Count > 0)
        {
            var later = unsettled.Until > now() ? unsettled.Until : now() + options.FirstRetry;
            await CommitAsync(
                    new()
                    {
                        At = now(),
                        Lease = held.Lease,
                        Events = [.. stopped.Select(row => row with { DueAt = later, ChangedAt = now() })],
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        return [.. stopped.Select(row => row.Id)];
    }

    private async Task FetchAsync(RecordKind kind, ILookup<string, InboxEvent> wanted, CancellationToken cancellationToken)
    {
        await held.KeepAsync(cancellationToken).ConfigureAwait(false);
        var looks = new List<RemoteLook>();
        try
        {
            await foreach (var look in kind.FindAsync(session, [.. wanted.Select(one => one.Key)], cancellationToken).ConfigureAwait(false))
            {
                looks.Add(Believe(look, wanted[look.ExternalId]));
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            await FailAsync(kind, wanted, exception, cancellationToken).ConfigureAwait(false);
            return;
        }

        await FollowAsync(kind, looks, wanted, cancellationToken).ConfigureAwait(false);
        await NoticeAsync(kind, looks, wanted, cancellationToken).ConfigureAwait(false);
    }

    // What may be one record's trouble is narrowed down by halves, so that the others are looked at.
    private async Task FailAsync(
        RecordKind kind, ILookup<string, InboxEvent> wanted, Exception exception, CancellationToken cancellationToken)
    {
        var rows = wanted.SelectMany(one => one).ToList();
        var failure = exception as ConnectorException;
        var mayBeOfRecord = failure is null || Trouble.MayBeOfRecord(failure.Kind);
        if (mayBeOfRecord && wanted.Count > 1)
        {
            foreach (var half in wanted.Chunk((wanted.Count + 1) / 2).Where(_ => StoppedUntil is null))
            {
                var part = half.SelectMany(one => one).ToLookup(row => row.ExternalId, StringComparer.Ordinal);
                await FetchAsync(kind, part, cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        var until = now() + (failure?.RetryAfter ?? options.RetryAfter(rows.Max(row => row.Tries)));
        StoppedUntil = mayBeOfRecord ? StoppedUntil : until;
        if (failure is null)
        {
            SyncLog.LookFailed(log, exception, kind.Type.Name, rows[0].ExternalId, ConnectionId, rows[0].Id);
        }

        var problem = failure is null ? Trouble.ConnectorFailed(rows[0].Id) : Trouble.NotAttempted(failure.Kind, failure.Message);
        var whoFixes = failure is null ? FixedBy.Engineer : Trouble.WhoFixes(failure.Kind);
        await StoreAsync(rows.Select(row => InboxOutcome.Wrong(row, problem, whoFixes, now()) with { DueAt = until }), cancellationToken)
            .ConfigureAwait(false);
    }

    private async Task NoticeAsync(
        RecordKind kind, IReadOnlyList<RemoteLook> looks, ILookup<string, InboxEvent> rows, CancellationToken cancellationToken)
    {
        var ids = looks
            .Select(look => look.ExternalId)
            .Concat(looks.Select(look => look.MergedInto).OfType<string>())
            .ToHashSet(StringComparer.Ordinal);
        var links = (
            await store.FindLinksByExternalAsync(ConnectionId, kind.Type, ids, cancellationToken).ConfigureAwait(false)
        ).ToLookup(link => link.ExternalId, StringComparer.Ordinal);
        var failed = await FailedAsync(kind.Type, [.. rows.Select(one => one.Key)], cancellationToken).ConfigureAwait(false);
        var quiet = new List<InboxEvent>();
        foreach (var look in looks)
        {
            await held.KeepAsync(cancellationToken).ConfigureAwait(false);
            if (links[look.ExternalId].FirstOrDefault() is not { } link)
            {
                quiet.AddRange(rows[look.ExternalId]);
            }
            else if (look.MergedInto is { } into && links[into].Any())
            {
                var problem = Trouble.MergeConflict(link, into);
                var conflict = rows[look.ExternalId].Select(row => InboxOutcome.Failed(row, problem, FixedBy.Finance, options, now()));
                await StoreAsync(conflict, cancellationToken).ConfigureAwait(false);
            }
            else
            {
                await ReactAsync(
                        new Reacting(kind, session, link, look, now()),
                        [.. rows[look.ExternalId], .. failed[look.ExternalId]],
                        cancellationToken
                    )
                    .ConfigureAwait(false);
            }
        }

        await CloseAsync(quiet, cancellationToken).ConfigureAwait(false);
    }

    // What was put aside is over with what comes of a later event: the same look at the same record answers both.
    private async Task<ILookup<string, InboxEvent>> FailedAsync(
        RecordType type, IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken)
    {
        var rows = await store
            .QueryInboxAsync(
                new()
                {
                    ConnectionId = ConnectionId,
                    RecordType = type,
                    ExternalIds = externalIds,
                    State = InboxState.Failed,
                    Max = options.TurnSize,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return rows.ToLookup(row => row.ExternalId, StringComparer.Ordinal);
    }

    // What was merged into another may still be shown, as one that is not in use. What is not found proves nothing by itself;
    // what the system said was deleted, and is not found, is deleted.
    private static RemoteLook Believe(RemoteLook look, IEnumerable<InboxEvent> rows) =>
        rows.FirstOrDefault(row => row.Kind == WebhookEventKind.Merged && row.MergedInto is not null) is { } merged
            ? look with { Kind = RemoteLookKind.Merged, MergedInto = merged.MergedInto, At = merged.At }
            : look.Kind == RemoteLookKind.NotFound && rows.FirstOrDefault(row => row.Kind == WebhookEventKind.Deleted) is { } deleted
                ? look with { Kind = RemoteLookKind.Deleted, At = deleted.At }
                : look;

    // A payment changes invoices: they are put into the inbox too. One that is gone or voided tells nothing of them, so what
    // changed lately is read.
    private async Task FollowAsync(
        RecordKind kind, IReadOnlyList<RemoteLook> looks, ILookup<string, InboxEvent> rows, CancellationToken cancellationToken)
    {
        var touched = looks
            .Where(look => look.Record is not null)
            .SelectMany(look => kind.TouchedBy(look.Record!).SelectMany(other => rows[look.ExternalId].Select(row => row with
            {
                Id = ids.Next(),
                RecordType = other.Type,
                ExternalId = other.ExternalId,
                Kind = WebhookEventKind.Unknown,
                DedupeKey = $"{row.DedupeKey}>{other.Type.Name}:{other.ExternalId}",
                Version = 0,
            })))
            .ToList();
        if (touched.Count > 0)
        {
            await store.ReceiveAsync(touched, cancellationToken).ConfigureAwait(false);
        }

        if (kind.TellsOfOthers && looks.Any(look => look.Record is null || kind.Look(look.Record).Status == DocumentStatus.Voided))
        {
            await HurrySweepsAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task HurrySweepsAsync(CancellationToken cancellationToken)
    {
        var cursors = await store.ReadCursorsAsync(ConnectionId, cancellationToken).ConfigureAwait(false);
        var hurried = cursors.Where(one => one.DueAt > now()).Select(one => one with { DueAt = now() }).ToList();
        if (hurried.Count > 0)
        {
            await CommitAsync(new() { At = now(), Lease = held.Lease, Cursors = hurried }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task ReactAsync(Reacting reaction, IReadOnlyList<InboxEvent> rows, CancellationToken cancellationToken)
    {
        if (!reaction.HasChanges)
        {
            await CommitAsync(
                new()
                {
                    At = now(),
                    Lease = held.Lease,
                    Links = reaction.HasNews ? [reaction.After] : [],
                    Events = [.. rows.Select(row => InboxOutcome.Closed(row, InboxState.Ignored, now()))],
                },
                cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            using var trace = SyncTelemetry.StartReaction(session.Connector.Id, rows);
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var transaction = scope.ServiceProvider.GetRequiredService<ISyncTransaction>();
                var result = await transaction
                    .RunAsync(
                        async token =>
                        {
                            await reaction.RunAsync(scope.ServiceProvider, token).ConfigureAwait(false);
                            return new()
                            {
                                At = now(),
                                Lease = held.Lease,
                                Links = [reaction.After],
                                Events = [.. rows.Select(row => InboxOutcome.Closed(row, InboxState.Handled, now()))],
                            };
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (result != CommitResult.Stored)
                {
                    throw new LeaseLostException(ConnectionId, result);
                }

                Worked = true;
            }

            SyncTelemetry.Reacted(session.Connector.Id, rows, now());
        }
        // A call of the host's own that timed out is a failure too: only the engine's stop is none.
        catch (Exception exception) when (exception is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            SyncTelemetry.Failed(session.Connector.Id, "reaction.failed");
            SyncLog.ReactionFailed(log, exception, rows[0].Id, rows[0].Tries + 1);
            var failed = rows.Where(row => row.State == InboxState.Pending)
                .Select(row => InboxOutcome.Failed(row, Trouble.ReactionFailed(row.Id), FixedBy.Engineer, options, now()));
            await StoreAsync(failed, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task CloseAsync(IReadOnlyList<InboxEvent> rows, CancellationToken cancellationToken) => rows.Count == 0
        ? Task.CompletedTask
        : StoreAsync(rows.Select(row => InboxOutcome.Closed(row, InboxState.Ignored, now())), cancellationToken);

    private Task StoreAsync(IEnumerable<InboxEvent> rows, CancellationToken cancellationToken) =>
        CommitAsync(new() { At = now(), Lease = held.Lease, Events = [.. rows] }, cancellationToken);

    private async Task CommitAsync(SyncCommit commit, CancellationToken cancellationToken)
    {
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (result != CommitResult.Stored)
        {
            throw new LeaseLostException(ConnectionId, result);
        }

        Worked = true;
    }
}
