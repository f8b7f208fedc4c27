using Microsoft.Extensions.DependencyInjection;

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
    ConnectionLease lease,
    IServiceScopeFactory scopes,
    Func<Instant> now
)
{
    private string ConnectionId => session.Connection.Id;

    /// <summary>When the connection may be asked again; null when nothing stands in the way.</summary>
    public Instant? StoppedUntil { get; private set; }

    /// <summary>Works off the events that are due, up to a turn's size.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // What an event tells of other records is looked at in the second round.
        for (var round = 0; round < 2 && StoppedUntil is null; round++)
        {
            var due = await store.ReadEventsAsync(ConnectionId, now(), options.TurnSize, cancellationToken).ConfigureAwait(false);
            foreach (var group in due.GroupBy(row => row.RecordType))
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
        var held = await HoldAsync([.. isWanted[true]], links, cancellationToken).ConfigureAwait(false);
        var wanted = isWanted[true].Where(row => !held.Contains(row.Id)).ToLookup(row => row.ExternalId, StringComparer.Ordinal);
        if (wanted.Count == 0)
        {
            return;
        }

        try
        {
            await FetchAsync(kind, wanted, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            StoppedUntil = now() + (exception.RetryAfter ?? options.RetryAfter(wanted.SelectMany(one => one).Max(row => row.Tries)));
            var problem = Trouble.NotAttempted(exception.Kind, exception.Message);
            await PutOffAsync(
                    [.. wanted.SelectMany(one => one)],
                    problem,
                    Trouble.WhoFixes(exception.Kind),
                    StoppedUntil.Value,
                    cancellationToken
                )
                .ConfigureAwait(false);
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
        var held = rows.Where(row => links[row.ExternalId].Any(link => unsettled.Touches(link))).ToList();
        if (held.Count > 0)
        {
            var later = unsettled.Until > now() ? unsettled.Until : now() + options.FirstRetry;
            await CommitAsync(
                    new()
                    {
                        At = now(),
                        Lease = lease,
                        Events = [.. held.Select(row => row with { DueAt = later, ChangedAt = now() })],
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
        }

        return [.. held.Select(row => row.Id)];
    }

    private async Task FetchAsync(RecordKind kind, ILookup<string, InboxEvent> wanted, CancellationToken cancellationToken)
    {
        var looks = new List<RemoteLook>();
        await foreach (var look in kind.FindAsync(session, [.. wanted.Select(one => one.Key)], cancellationToken).ConfigureAwait(false))
        {
            looks.Add(Believe(look, wanted[look.ExternalId]));
        }

        await FollowAsync(kind, looks, wanted, cancellationToken).ConfigureAwait(false);
        await NoticeAsync(kind, looks, wanted, cancellationToken).ConfigureAwait(false);
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
        var quiet = new List<InboxEvent>();
        foreach (var look in looks)
        {
            if (links[look.ExternalId].FirstOrDefault() is not { } link)
            {
                quiet.AddRange(rows[look.ExternalId]);
            }
            else if (look.MergedInto is { } into && links[into].Any())
            {
                await FailAsync([.. rows[look.ExternalId]], Trouble.MergeConflict(link, into), FixedBy.Finance, cancellationToken)
                    .ConfigureAwait(false);
            }
            else
            {
                await ReactAsync(new Reacting(kind, session, link, look, now()), [.. rows[look.ExternalId]], cancellationToken)
                    .ConfigureAwait(false);
            }
        }

        await CloseAsync(quiet, cancellationToken).ConfigureAwait(false);
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
        await CommitAsync(new() { At = now(), Lease = lease, Cursors = hurried }, cancellationToken).ConfigureAwait(false);
    }

    private async Task ReactAsync(Reacting reaction, IReadOnlyList<InboxEvent> rows, CancellationToken cancellationToken)
    {
        if (!reaction.HasChanges)
        {
            await CommitAsync(
                new()
                {
                    At = now(),
                    Lease = lease,
                    Links = reaction.HasNews ? [reaction.After] : [],
                    Events = [.. rows.Select(row => Closed(row, InboxState.Ignored))],
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
                                Lease = lease,
                                Links = [reaction.After],
                                Events = [.. rows.Select(row => Closed(row, InboxState.Handled))],
                            };
                        },
                        cancellationToken
                    )
                    .ConfigureAwait(false);
                if (result != CommitResult.Stored)
                {
                    throw new LeaseLostException(ConnectionId, result);
                }
            }

            SyncTelemetry.Reacted(session.Connector.Id, rows, now());
        }
        // A call of the host's own that timed out is a failure too: only the engine's stop is none.
        catch (Exception exception) when (exception is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            SyncTelemetry.Failed(session.Connector.Id, "reaction.failed");
            await FailAsync(rows, Trouble.ReactionFailed(exception.Message), FixedBy.Engineer, cancellationToken).ConfigureAwait(false);
        }
    }

    private Task CloseAsync(IReadOnlyList<InboxEvent> rows, CancellationToken cancellationToken) =>
        rows.Count == 0
            ? Task.CompletedTask
            : CommitAsync(
                new()
                {
                    At = now(),
                    Lease = lease,
                    Events = [.. rows.Select(row => Closed(row, InboxState.Ignored))],
                },
                cancellationToken
            );

    private InboxEvent Closed(InboxEvent row, InboxState state) =>
        row with { State = state, DueAt = null, Problem = null, ProblemSince = null, ChangedAt = now() };

    private Task PutOffAsync(
        IReadOnlyList<InboxEvent> rows, Problem problem, FixedBy fixedBy, Instant until, CancellationToken cancellationToken) =>
        CommitAsync(
            new()
            {
                At = now(),
                Lease = lease,
                Events = [.. rows.Select(row => Wrong(row, problem, fixedBy) with { DueAt = until })],
            },
            cancellationToken
        );

    private Task FailAsync(
        IReadOnlyList<InboxEvent> rows,
        Problem problem,
        FixedBy fixedBy,
        CancellationToken cancellationToken
    ) =>
        CommitAsync(
            new()
            {
                At = now(),
                Lease = lease,
                Events =
                [
                    .. rows.Select(row =>
                        row.Tries + 1 < options.ReactionTries
                            ? Wrong(row, problem, fixedBy) with
                            {
                                DueAt = now() + options.RetryAfter(row.Tries),
                            }
                            : Wrong(row, problem, fixedBy) with
                            {
                                State = InboxState.Failed,
                                DueAt = null,
                            }
                    ),
                ],
            },
            cancellationToken
        );

    private InboxEvent Wrong(InboxEvent row, Problem problem, FixedBy fixedBy) =>
        row with
        {
            Problem = problem,
            FixedBy = fixedBy,
            ProblemSince = row.ProblemSince ?? now(),
            Tries = row.Tries + 1,
            ChangedAt = now(),
        };

    private async Task CommitAsync(SyncCommit commit, CancellationToken cancellationToken)
    {
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (result != CommitResult.Stored)
        {
            throw new LeaseLostException(ConnectionId, result);
        }
    }
}
