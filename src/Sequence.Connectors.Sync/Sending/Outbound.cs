namespace Sequence.Connectors.Sync;

/// <summary>
/// The host → system half of a connection's turn: settles what is uncertain, then decides about what is due and sends it.
/// </summary>
internal sealed class Outbound(
    ISyncStore store,
    RecordKinds kinds,
    SyncOptions options,
    SequentialIds ids,
    ConnectorSession session,
    ConnectionLease lease,
    Func<Instant> now
)
{
    private readonly Preparation _preparation = new(store, kinds, session, now);

    /// <summary>When the connection may be asked again; null when nothing stands in the way.</summary>
    public Instant? StoppedUntil { get; private set; }

    /// <summary>Works off what is due, up to a turn's size.</summary>
    public async Task RunAsync(SyncDoubt? doubt, CancellationToken cancellationToken)
    {
        await SettleAsync(cancellationToken).ConfigureAwait(false);
        // A record that was linked in one round frees others for the next.
        for (var left = options.TurnSize; left > 0 && StoppedUntil is null;)
        {
            var due = await store.ReadDueEntriesAsync(session.Connection.Id, now(), left, cancellationToken).ConfigureAwait(false);
            if (due.Count == 0 || !await SendAsync(due, doubt, cancellationToken).ConfigureAwait(false))
            {
                return;
            }

            left -= due.Count;
            lease = await store.RenewAsync(lease, now(), options.LeaseTime, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SettleAsync(CancellationToken cancellationToken)
    {
        var due = await store.ReadSentEntriesAsync(session.Connection.Id, now(), cancellationToken).ConfigureAwait(false);
        if (due.Count == 0)
        {
            return;
        }

        var dueKeys = due.Select(entry => entry.Key!).ToHashSet(StringComparer.Ordinal);
        var all = await store.ReadAttemptsAsync(session.Connection.Id, cancellationToken).ConfigureAwait(false);
        foreach (var group in all.Where(one => one.Attempt.Members.Any(dueKeys.Contains)).GroupBy(one => one.RecordType))
        {
            var attempts = group.ToList();
            var keys = attempts.SelectMany(one => one.Attempt.Members).ToHashSet(StringComparer.Ordinal);
            var sent = await store.ReadSentEntriesByKeyAsync(session.Connection.Id, keys, cancellationToken).ConfigureAwait(false);
            var prepared = await _preparation.ReopenAsync(sent, cancellationToken).ConfigureAwait(false);
            await WriteAsync(kinds.Get(group.Key), prepared, attempts, [], cancellationToken).ConfigureAwait(false);
            dueKeys.ExceptWith(keys);
        }

        // An entry whose attempt was never stored, or settled without it, had no effect that anybody knows of.
        var lost = due.Where(entry => dueKeys.Contains(entry.Key!))
            .Select(entry => entry with { State = EntryState.Pending, ChangedAt = now() })
            .ToList();
        if (lost.Count > 0)
        {
            await CommitAsync(new() { At = now(), Lease = lease, Entries = lost }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<bool> SendAsync(IReadOnlyList<JournalEntry> due, SyncDoubt? doubt, CancellationToken cancellationToken)
    {
        var decided = await _preparation.DecideAsync(due, cancellationToken).ConfigureAwait(false);
        var unsent = decided.Select(Stored).OfType<JournalEntry>().ToList();
        var overtaken = decided.Where(one => one.Decision is not OutgoingDecision.Send).SelectMany(one => one.Overtaken)
            .DistinctBy(one => one.Id).Select(one => Recording.Done(one, "Superseded", now()) with { State = EntryState.Superseded });
        unsent.AddRange(overtaken.Where(one => unsent.All(other => other.Id != one.Id)));
        if (unsent.Count > 0)
        {
            await CommitAsync(new() { At = now(), Lease = lease, Entries = unsent }, cancellationToken).ConfigureAwait(false);
        }

        var sends = decided.Where(one => one.Decision is OutgoingDecision.Send).ToList();
        // One type in a round: what it links may be what the next one waits for.
        if (sends.GroupBy(one => (one.Kind.Rank, one.Kind.Type.Name)).OrderBy(group => group.Key).FirstOrDefault() is not { } first)
        {
            return unsent.Count > 0;
        }

        var creations = first.Where(one => one.Link is null).Select(one => ((OutgoingDecision.Send)one.Decision).Key).ToValueList();
        await WriteAsync(
                first.First().Kind,
                [.. first],
                [],
                doubt is null || creations.Count == 0 ? [] : [doubt.About(creations)],
                cancellationToken
            )
            .ConfigureAwait(false);
        return true;
    }

    private async Task WriteAsync(
        RecordKind kind,
        IReadOnlyList<Prepared> entries,
        IReadOnlyList<OpenAttempt> attempts,
        IReadOnlyList<WriteAttempt> doubts,
        CancellationToken cancellationToken)
    {
        var write = new JournaledWrite(store, options, ids, session, lease, now);
        await write.RunAsync(kind, entries, attempts, doubts, cancellationToken).ConfigureAwait(false);
        StoppedUntil = write.StoppedUntil ?? StoppedUntil;
    }

    // What is decided without a call. An entry that goes later in this turn is left as it is.
    private JournalEntry? Stored(Prepared prepared) => prepared.Decision switch
    {
        OutgoingDecision.Close(var state, var outcome) => Recording.Done(prepared.Entry, outcome, now()) with
        {
            State = state,
            ExternalId = prepared.Link?.ExternalId,
            Link = prepared.Link?.Address,
        },
        OutgoingDecision.Refuse(var problem) => Recording.Wrong(prepared.Entry, [problem], Trouble.WhoFixes([problem]), now()) with
        {
            State = EntryState.Rejected,
            DueAt = null,
        },
        OutgoingDecision.WaitFor(var record, var problem) => Recording.Wrong(prepared.Entry, [problem], FixedBy.Finance, now()) with
        {
            State = EntryState.Waiting,
            DueAt = null,
            WaitsForType = record.Type,
            WaitsForId = record.LocalId,
        },
        OutgoingDecision.Hold({ } until) => prepared.Entry with { DueAt = until, ChangedAt = now() },
        _ => null,
    };

    private async Task CommitAsync(SyncCommit commit, CancellationToken cancellationToken)
    {
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (result != CommitResult.Stored)
        {
            throw new LeaseLostException(session.Connection.Id, result);
        }
    }
}
