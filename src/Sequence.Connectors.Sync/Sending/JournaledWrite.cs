using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Sync;

/// <summary>
/// One write of entries of one type over a connection: each request is journaled before it leaves, and what the one before it
/// brought is stored in the same commit.
/// </summary>
internal sealed class JournaledWrite(
    ISyncStore store,
    SyncOptions options,
    SequentialIds ids,
    ConnectorSession session,
    HeldLease held,
    ILogger log,
    Func<Instant> now
)
{
    private readonly Dictionary<string, Prepared> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenAttempt> _attempts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _unsettled = new(StringComparer.Ordinal);
    private readonly List<WriteOutcome> _unstored = [];
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private readonly StoreGuard _guard = new();

    /// <summary>When the connection may be asked again; null when nothing stands in the way.</summary>
    public Instant? StoppedUntil { get; private set; }

    /// <summary>Whether what stopped it is the connection's, and no record's.</summary>
    public bool IsWholeConnection { get; private set; }

    /// <summary>Writes entries that were decided to be sent, or settles those that were.</summary>
    /// <param name="kind">The type of record.</param>
    /// <param name="entries">The entries; all members of the attempts among them.</param>
    /// <param name="attempts">Attempts that are open.</param>
    /// <param name="doubts">Envelopes of requests that may have left, of which the journal knows nothing.</param>
    /// <param name="unreadable">Members of the attempts that cannot be settled: their attempts stay open.</param>
    /// <param name="cancellationToken">Stops before the next request.</param>
    public async Task RunAsync(
        RecordKind kind,
        IReadOnlyList<Prepared> entries,
        IReadOnlyList<OpenAttempt> attempts,
        IReadOnlyList<WriteAttempt> doubts,
        IReadOnlyList<JournalEntry> unreadable,
        CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            _entries.Add(((OutgoingDecision.Send)entry.Decision).Key, entry);
        }

        var open = _entries.Keys.Concat(unreadable.Select(entry => entry.Key!)).ToHashSet(StringComparer.Ordinal);
        foreach (var attempt in attempts)
        {
            Track(attempt, attempt.Attempt.Members.Where(open.Contains));
        }

        var context = new WriteContext
        {
            BeforeSend = async (attempt, token) => await _guard.RunAsync(() => OpenAsync(kind, attempt, token)).ConfigureAwait(false),
            Unsettled = attempts.Select(one => one.Attempt).Concat(doubts).ToValueList(),
            IsLinked = async (externalId, token) =>
                (
                    await _guard.RunAsync(() => store.FindLinksByExternalAsync(session.Connection.Id, kind.Type, [externalId], token))
                        .ConfigureAwait(false)
                ).Count > 0,
        };
        using var trace = SyncTelemetry.StartWrite(session.Connection, kind.Type, entries.Select(one => one.Entry));
        try
        {
            await foreach (
                var outcome in kind.WriteAsync(session, [.. entries.Select(one => one.ToIntent())], context, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                _unstored.Add(outcome);
                _told.Add(outcome.IntentKey);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The host is stopping; the answers that are here are stored first.
            await StoreAsync(new() { At = now(), Lease = held.Lease }, CancellationToken.None).ConfigureAwait(false);
            throw;
        }
        catch (Exception exception) when (!_guard.HasFailed)
        {
            await StoreFailureAsync(exception).ConfigureAwait(false);
            return;
        }

        await StoreAsync(new() { At = now(), Lease = held.Lease }, CancellationToken.None).ConfigureAwait(false);
    }

    // The connector's own code threw. What it told stands; of what has left, nobody knows; the rest is tried again, each alone.
    private async Task StoreFailureAsync(Exception exception)
    {
        var left = _entries.Values.Where(one => !_told.Contains(((OutgoingDecision.Send)one.Decision).Key)).ToList();
        if (left.Count > 0)
        {
            SyncLog.WriteFailed(log, exception, left.Count, session.Connection.Id, left[0].Entry.Id);
        }

        var failed = left.Select(one => Recording.Failed(one.Entry, options, now())).ToList();
        var unsent = failed.Where(entry => entry.State != EntryState.Sent).Select(entry => entry.DueAt).ToList();
        StoppedUntil = _entries.Count > 1 && unsent.Count > 0 ? unsent.Min() : StoppedUntil;
        await StoreAsync(new() { At = now(), Lease = held.Lease, Entries = failed }, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task<bool> OpenAsync(RecordKind kind, WriteAttempt attempt, CancellationToken cancellationToken)
    {
        // A host that stops sends nothing more, whatever the store or the connector does with the token.
        cancellationToken.ThrowIfCancellationRequested();
        await held.KeepAsync(cancellationToken).ConfigureAwait(false);
        var open = new OpenAttempt { ConnectionId = session.Connection.Id, RecordType = kind.Type, Attempt = attempt };
        var isRepeat = _attempts.ContainsKey(attempt.Key);
        Track(open, attempt.Members);
        var sent = new List<JournalEntry>();
        foreach (var key in isRepeat ? [] : attempt.Members)
        {
            var prepared = _entries[key];
            var entry = prepared.Entry with
            {
                State = EntryState.Sent,
                Key = key,
                ExternalId = prepared.Link?.ExternalId,
                Tries = prepared.Entry.Tries + 1,
                DueAt = now() + options.RetryAfter(prepared.Entry.Tries),
                ChangedAt = now(),
            };
            sent.Add(entry);
            _entries[key] = prepared with { Entry = entry };
        }

        await StoreAsync(new() { At = now(), Lease = held.Lease, Opened = [open], Entries = sent }, cancellationToken)
            .ConfigureAwait(false);
        foreach (var entry in sent)
        {
            _entries[entry.Key!] = _entries[entry.Key!] with { Entry = entry with { Version = entry.Version + 1 } };
        }

        return true;
    }

    // A commit holds a row once, so what this call opens is never among what the last one brought.
    private async Task StoreAsync(SyncCommit commit, CancellationToken cancellationToken)
    {
        var entries = new List<JournalEntry>(commit.Entries);
        var links = new List<Link>();
        var settled = new List<string>();
        var uses = new List<RecordUse>();
        var news = new List<InboxEvent>();
        foreach (var outcome in _unstored)
        {
            var prepared = _entries[outcome.IntentKey];
            var entry = Recording.Entry(prepared.Entry, outcome, options, now());
            if (outcome is WriteOutcome.Settled written)
            {
                entry = entry with { Notes = [.. entry.Notes, .. Recording.Overwritten(prepared, written, session.Connector.Name)] };
            }

            entries.Add(entry);
            entries.AddRange(
                prepared.Overtaken.Select(one => Recording.Done(one, "Superseded", now()) with { State = EntryState.Superseded })
            );
            if (outcome is WriteOutcome.Settled known)
            {
                var link = Recording.Link(prepared, known, ids.Next(), now());
                links.Add(link);
                news.AddRange(Recording.ShowsNews(prepared, known, link) ? [InboxOutcome.Hint(link, entry, ids.Next(), now())] : []);
                uses.AddRange(Recording.Difference(prepared.Link?.Uses ?? [], link.Uses));
            }

            StopFor(outcome, entry);
            settled.AddRange(Settle(outcome));
        }

        links.AddRange(await UseAsync(uses, cancellationToken).ConfigureAwait(false));
        var all = commit with
        {
            Entries = entries,
            Links = links,
            Settled = [.. settled.Where(key => commit.Opened.All(one => one.Attempt.Key != key))],
        };
        if (news.Count > 0)
        {
            // Before the commit: a crash in between brings the outcome again, and with it a new hint.
            await store.ReceiveAsync(news, cancellationToken).ConfigureAwait(false);
        }

        if (all.Entries.Count + all.Opened.Count + all.Settled.Count > 0)
        {
            await CommitAsync(all, uses, cancellationToken).ConfigureAwait(false);
        }

        _unstored.Clear();
    }

    private async Task<IEnumerable<Link>> UseAsync(List<RecordUse> uses, CancellationToken cancellationToken)
    {
        var used = new List<Link>();
        foreach (var type in uses.GroupBy(use => use.RecordType))
        {
            var amounts = type.ToLookup(use => use.ExternalId, use => use.Amount, StringComparer.Ordinal);
            var links = await store
                .FindLinksByExternalAsync(session.Connection.Id, type.Key, [.. amounts.Select(one => one.Key)], cancellationToken)
                .ConfigureAwait(false);
            used.AddRange(links.Select(link => Recording.Used(link, amounts[link.ExternalId].Sum())));
        }

        return used;
    }

    private async Task CommitAsync(SyncCommit commit, List<RecordUse> uses, CancellationToken cancellationToken)
    {
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (result == CommitResult.Conflict && commit.Opened.Count == 0)
        {
            // A person pressed retry meanwhile, or a link was looked at: what the system answered counts all the same.
            result = await store
                .CommitAsync(await OntoCurrentAsync(commit, uses, cancellationToken).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
        }

        if (result != CommitResult.Stored)
        {
            // Nothing is lost: what has left is journaled as open, and is found out about under the next lease.
            throw new LeaseLostException(session.Connection.Id, result);
        }

        SyncTelemetry.Written(session.Connector.Id, commit.Entries);
    }

    private async Task<SyncCommit> OntoCurrentAsync(SyncCommit commit, List<RecordUse> uses, CancellationToken cancellationToken)
    {
        var entries = new List<JournalEntry>();
        foreach (var entry in commit.Entries)
        {
            var current = await store.FindEntryAsync(entry.Id, cancellationToken).ConfigureAwait(false);
            if (current is { IsClosed: false })
            {
                entries.Add(entry with { Version = current.Version });
            }
        }

        var made = commit.Links.Where(link => uses.All(use => use.RecordType != link.RecordType)).ToList();
        var byLocal = (
            await store
                .FindLinksAsync(
                    session.Connection.Id,
                    [.. made.Select(link => new LocalRecord(link.RecordType, link.LocalId))],
                    cancellationToken
                )
                .ConfigureAwait(false)
        ).ToDictionary(link => (link.RecordType, link.LocalId, link.Variant));
        var links = (await UseAsync(uses, cancellationToken).ConfigureAwait(false)).ToList();
        foreach (var link in made)
        {
            var standing = byLocal.GetValueOrDefault((link.RecordType, link.LocalId, link.Variant));
            if (standing is null && link.Version > 0)
            {
                // It was unlinked while the request was on its way: what was done is in the log, and the link stays away.
                continue;
            }

            if (await CollisionAsync(link, standing, cancellationToken).ConfigureAwait(false) is not { } problem)
            {
                links.Add(standing is null ? link : link with { Id = standing.Id, Version = standing.Version });
                continue;
            }

            // Both records stand; which of them is meant is for people to say.
            entries =
            [
                .. entries.Select(entry =>
                    (entry.RecordType, entry.LocalId, entry.Variant) == (link.RecordType, link.LocalId, link.Variant)
                        ? Recording.Wrong(entry, [problem], FixedBy.Finance, now()) with
                        {
                            State = EntryState.Rejected,
                            DueAt = null,
                        }
                        : entry
                ),
            ];
        }

        return commit with { Entries = entries, Links = links };
    }

    // Someone linked one of the two to another record while the request was on its way.
    private async Task<Problem?> CollisionAsync(Link made, Link? standing, CancellationToken cancellationToken)
    {
        if (standing is not null && standing.ExternalId != made.ExternalId)
        {
            return LinkTrouble.LocalTaken(standing, made.ExternalId, session.Connector.Name);
        }

        var byExternal = await store
            .FindLinksByExternalAsync(session.Connection.Id, made.RecordType, [made.ExternalId], cancellationToken)
            .ConfigureAwait(false);
        return byExternal.FirstOrDefault(one => one.Variant == made.Variant && one.LocalId != made.LocalId) is { } taken
            ? LinkTrouble.RemoteTaken(taken, new(made.RecordType, made.LocalId), session.Connector.Name)
            : null;
    }

    private void StopFor(WriteOutcome outcome, JournalEntry entry)
    {
        // What may be a record's own trouble stops nothing where the record was tried alone.
        if (outcome is WriteOutcome.NotAttempted { Kind: { } kind } && (_entries.Count > 1 || !Trouble.MayBeOfRecord(kind)))
        {
            StoppedUntil = StoppedUntil is { } until && until < entry.DueAt ? until : entry.DueAt;
            IsWholeConnection |= Trouble.IsOfConnection(kind);
        }
    }

    // Members that were decided by hand meanwhile are not among the entries.
    private void Track(OpenAttempt attempt, IEnumerable<string> members)
    {
        _attempts[attempt.Attempt.Key] = attempt;
        _unsettled[attempt.Attempt.Key] = new(members, StringComparer.Ordinal);
    }

    private IEnumerable<string> Settle(WriteOutcome outcome)
    {
        if (outcome is WriteOutcome.Uncertain)
        {
            yield break;
        }

        foreach (var (key, members) in _unsettled)
        {
            if (members.Remove(outcome.IntentKey) && members.Count == 0)
            {
                yield return key;
            }
        }
    }
}
