using Microsoft.Extensions.Logging;

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
    HeldLease held,
    ILogger log,
    Func<Instant> now
)
{
    private readonly Preparation _preparation = new(store, kinds, session, now);

    /// <summary>When the connection may be asked again; null when nothing stands in the way.</summary>
    public Instant? StoppedUntil { get; private set; }

    /// <summary>Whether what stopped it is the connection's, so that reading would fail as well.</summary>
    public bool IsWholeConnection { get; private set; }

    /// <summary>Whether something was stored.</summary>
    public bool Worked { get; private set; }

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
            dueKeys.ExceptWith(attempts.SelectMany(one => one.Attempt.Members));
            await SettleAsync(group.Key, attempts, cancellationToken).ConfigureAwait(false);
        }

        // An entry whose attempt was never stored, or settled without it, had no effect that anybody knows of.
        var lost = due.Where(entry => dueKeys.Contains(entry.Key!))
            .Select(entry => entry with { State = EntryState.Pending, ChangedAt = now() })
            .ToList();
        if (lost.Count > 0)
        {
            await CommitAsync(new() { At = now(), Lease = held.Lease, Entries = lost }, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task SettleAsync(RecordType type, List<OpenAttempt> attempts, CancellationToken cancellationToken)
    {
        var keys = attempts.SelectMany(one => one.Attempt.Members).ToHashSet(StringComparer.Ordinal);
        var sent = await store.ReadSentEntriesByKeyAsync(session.Connection.Id, keys, cancellationToken).ConfigureAwait(false);
        var odd = sent.Where(Trouble.MayBeOfRecord).Select(entry => entry.Key!).ToHashSet(StringComparer.Ordinal);
        if (attempts.Count > 1 && odd.Count > 0)
        {
            // What its connector threw at is looked for alone, so that it keeps no other from being found.
            foreach (var part in attempts.GroupBy(one => one.Attempt.Members.Any(odd.Contains) ? one.Attempt.Key : ""))
            {
                await SettleAsync(type, [.. part], cancellationToken).ConfigureAwait(false);
            }

            return;
        }

        var prepared = await _preparation.ReopenAsync(sent, cancellationToken).ConfigureAwait(false);
        var unreadable = sent.ExceptBy(prepared.Select(one => one.Entry.Id), entry => entry.Id).ToList();
        await HoldUnreadableAsync(unreadable, cancellationToken).ConfigureAwait(false);
        var unlinked = prepared.Where(one => one is { Link: null, Entry.ExternalId: not null }).ToList();
        if (unlinked.Count > 0)
        {
            await ForgetAsync([.. unlinked.Select(one => one.Entry)], sent, attempts, cancellationToken).ConfigureAwait(false);
            prepared = [.. prepared.Except(unlinked)];
        }

        if (kinds.Find(type) is { } kind && prepared.Count > 0)
        {
            await WriteAsync(kind, prepared, attempts, [], cancellationToken, unreadable).ConfigureAwait(false);
        }
    }

    // What became of it cannot be found out by itself, so its attempt stays open and nothing is sent again: a person looks.
    private async Task HoldUnreadableAsync(IReadOnlyList<JournalEntry> entries, CancellationToken cancellationToken)
    {
        var stopped = entries.Where(entry => entry.DueAt is not null)
            .Select(entry => Recording.Wrong(entry, [Trouble.Unreadable(entry)], FixedBy.Engineer, now()) with { DueAt = null })
            .ToList();
        if (stopped.Count > 0)
        {
            await CommitAsync(new() { At = now(), Lease = held.Lease, Entries = stopped }, cancellationToken).ConfigureAwait(false);
        }
    }

    // A change of a record that was unlinked while it was on its way: asked for again, it would make a second record.
    private Task ForgetAsync(
        IReadOnlyList<JournalEntry> unlinked,
        IReadOnlyList<JournalEntry> sent,
        List<OpenAttempt> attempts,
        CancellationToken cancellationToken)
    {
        var left = sent.Except(unlinked).Select(entry => entry.Key!).ToHashSet(StringComparer.Ordinal);
        var settled = attempts.Where(one => !one.Attempt.Members.Any(left.Contains)).ToList();
        attempts.RemoveAll(settled.Contains);
        return CommitAsync(
            new()
            {
                At = now(),
                Lease = held.Lease,
                Entries = [.. unlinked.Select(entry => Recording.Done(entry, "Unlinked", now()) with { State = EntryState.Dismissed })],
                Settled = [.. settled.Select(one => one.Attempt.Key)],
            },
            cancellationToken);
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
            var commit = new SyncCommit { At = now(), Lease = held.Lease, Entries = unsent, Links = [.. Confirmed(decided)] };
            await CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        }

        var sends = decided.Where(one => one.Decision is OutgoingDecision.Send).ToList();
        // One type in a round: what it links may be what the next one waits for.
        if (sends.GroupBy(one => (one.Kind.Rank, one.Kind.Type.Name)).OrderBy(group => group.Key).FirstOrDefault() is not { } first)
        {
            return unsent.Count > 0;
        }

        // A record whose own trouble stopped others is tried alone, after them.
        var together = first.ToLookup(one => Trouble.MayBeOfRecord(one.Entry));
        foreach (var part in together[true].Select(one => new[] { one }).Prepend([.. together[false]]).Where(part => part.Length > 0))
        {
            if (StoppedUntil is null)
            {
                await SendAsync(part, doubt, cancellationToken).ConfigureAwait(false);
            }
        }

        return true;
    }

    private Task SendAsync(Prepared[] entries, SyncDoubt? doubt, CancellationToken cancellationToken)
    {
        var creations = entries.Where(one => one.Link is null).Select(one => ((OutgoingDecision.Send)one.Decision).Key).ToValueList();
        var doubts = doubt is null || creations.Count == 0 ? [] : new[] { doubt.About(creations) };
        return WriteAsync(entries[0].Kind, entries, [], doubts, cancellationToken);
    }

    private async Task WriteAsync(
        RecordKind kind,
        IReadOnlyList<Prepared> entries,
        IReadOnlyList<OpenAttempt> attempts,
        IReadOnlyList<WriteAttempt> doubts,
        CancellationToken cancellationToken,
        IReadOnlyList<JournalEntry>? unreadable = null)
    {
        var write = new JournaledWrite(store, options, ids, session, held, log, now);
        await write.RunAsync(kind, entries, attempts, doubts, unreadable ?? [], cancellationToken).ConfigureAwait(false);
        Worked = true;
        StoppedUntil = write.StoppedUntil ?? StoppedUntil;
        IsWholeConnection |= write.IsWholeConnection;
    }

    // What stands already stands with its newer revision, so that one in between is not written over it.
    private static IEnumerable<Link> Confirmed(IReadOnlyList<Prepared> decided) => decided
        .Where(one => one is
        {
            Decision: OutgoingDecision.Close { Outcome: "Unchanged" },
            Entry: { Verb: WriteVerb.Upsert, IsBackfill: false },
            Link.Fingerprint: { } fingerprint,
        } && fingerprint == one.Entry.Fingerprint && one.Entry.Revision > (one.Link.Revision ?? 0))
        .GroupBy(one => one.Link!.Id)
        .Select(one => one.First().Link! with { Revision = one.Max(same => same.Entry.Revision) });

    // What is decided without a call. An entry that goes later in this turn is left as it is.
    private JournalEntry? Stored(Prepared prepared) =>
        prepared.Decision switch
        {
            OutgoingDecision.Close(var state, var outcome) => Recording.Done(prepared.Entry, outcome, now()) with
            {
                State = state,
                ExternalId = prepared.Link?.ExternalId,
                Link = prepared.Link?.Address,
            },
            OutgoingDecision.Refuse(var problem) => Recording.Wrong(
                prepared.Entry,
                [problem],
                Trouble.WhoFixes([problem]),
                now()
            ) with
            {
                State = EntryState.Rejected,
                DueAt = null,
            },
            OutgoingDecision.WaitFor(var record, var variant, var problem) => Recording.Wrong(
                prepared.Entry,
                [problem],
                FixedBy.Finance,
                now()
            ) with
            {
                State = EntryState.Waiting,
                DueAt = null,
                WaitsForType = record.Type,
                WaitsForId = record.LocalId,
                WaitsForVariant = variant,
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

        Worked = true;
    }
}
