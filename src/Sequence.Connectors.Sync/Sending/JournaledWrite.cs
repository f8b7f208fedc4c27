namespace Sequence.Connectors.Sync;

/// <summary>
/// One write of entries of one type over a connection: each request is journaled before it leaves, and what the one before it
/// brought is stored in the same commit.
/// </summary>
internal sealed class JournaledWrite(
    ISyncStore store, SyncOptions options, SequentialIds ids, ConnectorSession session, ConnectionLease lease, Func<Instant> now)
{
    private readonly Dictionary<string, Prepared> _entries = new(StringComparer.Ordinal);
    private readonly Dictionary<string, OpenAttempt> _attempts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<string>> _unsettled = new(StringComparer.Ordinal);
    private readonly List<WriteOutcome> _unstored = [];

    /// <summary>When the connection may be asked again; null when nothing stands in the way.</summary>
    public Instant? StoppedUntil { get; private set; }

    /// <summary>Writes entries that were decided to be sent, or settles those that were.</summary>
    /// <param name="kind">The type of record.</param>
    /// <param name="entries">The entries; all members of the attempts among them.</param>
    /// <param name="attempts">Attempts that are open.</param>
    /// <param name="doubts">Envelopes of requests that may have left, of which the journal knows nothing.</param>
    /// <param name="cancellationToken">Stops before the next request.</param>
    public async Task RunAsync(
        RecordKind kind,
        IReadOnlyList<Prepared> entries,
        IReadOnlyList<OpenAttempt> attempts,
        IReadOnlyList<WriteAttempt> doubts,
        CancellationToken cancellationToken)
    {
        foreach (var entry in entries)
        {
            _entries.Add(((OutgoingDecision.Send)entry.Decision).Key, entry);
        }

        foreach (var attempt in attempts)
        {
            Track(attempt, attempt.Attempt.Members.Where(_entries.ContainsKey));
        }

        var context = new WriteContext
        {
            BeforeSend = (attempt, token) => OpenAsync(kind, attempt, token),
            Unsettled = attempts.Select(one => one.Attempt).Concat(doubts).ToValueList(),
            IsLinked = async (externalId, token) =>
                (
                    await store
                        .FindLinksByExternalAsync(session.Connection.Id, kind.Type, [externalId], token)
                        .ConfigureAwait(false)
                ).Count > 0,
        };
        try
        {
            await foreach (
                var outcome in kind.WriteAsync(session, [.. entries.Select(Intent)], context, cancellationToken)
                    .ConfigureAwait(false)
            )
            {
                _unstored.Add(outcome);
            }
        }
        catch (OperationCanceledException)
        {
            // The host is stopping; the answers that are here are stored first.
            await StoreAsync(new() { At = now(), Lease = lease }, CancellationToken.None).ConfigureAwait(false);
            throw;
        }

        await StoreAsync(new() { At = now(), Lease = lease }, CancellationToken.None).ConfigureAwait(false);
    }

    private static OutgoingIntent Intent(Prepared prepared)
    {
        var (key, target) = (OutgoingDecision.Send)prepared.Decision;
        var variant = prepared.Entry.Variant;
        return new(key, prepared.Entry.Verb, prepared.Record, target, prepared.References, variant.Length == 0 ? null : variant)
        {
            Fields = prepared is { Entry.Verb: WriteVerb.Upsert, Link: { } link } && target is not null
                ? RecordText.Held(prepared.Entry.Payload).Union(link.Fields).ToValueList()
                : null,
        };
    }

    private async ValueTask OpenAsync(RecordKind kind, WriteAttempt attempt, CancellationToken cancellationToken)
    {
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
                Tries = prepared.Entry.Tries + 1,
                DueAt = now() + options.RetryAfter(prepared.Entry.Tries),
                ChangedAt = now(),
            };
            sent.Add(entry);
            _entries[key] = prepared with { Entry = entry };
        }

        await StoreAsync(new() { At = now(), Lease = lease, Opened = [open], Entries = sent }, cancellationToken).ConfigureAwait(false);
        foreach (var entry in sent)
        {
            _entries[entry.Key!] = _entries[entry.Key!] with { Entry = entry with { Version = entry.Version + 1 } };
        }
    }

    // A commit holds a row once, so what this call opens is never among what the last one brought.
    private async Task StoreAsync(SyncCommit commit, CancellationToken cancellationToken)
    {
        var entries = new List<JournalEntry>(commit.Entries);
        var links = new List<Link>();
        var settled = new List<string>();
        var used = new List<(LocalRecord Record, decimal Amount)>();
        var news = new List<InboxEvent>();
        foreach (var outcome in _unstored)
        {
            var prepared = _entries[outcome.IntentKey];
            var entry = Recording.Entry(prepared.Entry, outcome, options, now());
            entries.Add(entry);
            entries.AddRange(
                prepared.Overtaken.Select(one => Recording.Done(one, "Superseded", now()) with { State = EntryState.Superseded })
            );
            if (outcome is WriteOutcome.Settled known)
            {
                var link = Recording.Link(prepared, known, ids.Next(), now());
                links.Add(link);
                news.AddRange(Recording.ShowsNews(prepared, known, link) ? [Hint(link, entry)] : []);
                if (known is not WriteOutcome.Unchanged)
                {
                    used.AddRange(
                        prepared.Kind.UsesOf(prepared.Record).Select(use => (use.Record, Takes(prepared.Entry.Verb) * use.Amount))
                    );
                }
            }

            StopFor(outcome, entry);
            settled.AddRange(Settle(outcome));
        }

        links.AddRange(await UseAsync(used, cancellationToken).ConfigureAwait(false));
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
            await CommitAsync(all, cancellationToken).ConfigureAwait(false);
        }

        _unstored.Clear();
    }

    private InboxEvent Hint(Link link, JournalEntry entry)
    {
        var id = ids.Next();
        return new()
        {
            Id = id,
            Tenant = entry.Tenant,
            ConnectionId = link.ConnectionId,
            RecordType = link.RecordType,
            ExternalId = link.ExternalId,
            Kind = WebhookEventKind.Unknown,
            DedupeKey = $"answer:{id:N}",
            ReceivedAt = now(),
            DueAt = now(),
            ChangedAt = now(),
        };
    }

    private static decimal Takes(WriteVerb verb) => verb switch
    {
        WriteVerb.Upsert or WriteVerb.Apply => 1m,
        WriteVerb.Void or WriteVerb.Delete or WriteVerb.Unapply => -1m,
        _ => 0m,
    };

    private async Task<IEnumerable<Link>> UseAsync(List<(LocalRecord Record, decimal Amount)> used, CancellationToken cancellationToken)
    {
        if (used.Count == 0)
        {
            return [];
        }

        var amounts = used.GroupBy(one => one.Record).ToDictionary(group => group.Key, group => group.Sum(one => one.Amount));
        var links = await store.FindLinksAsync(session.Connection.Id, amounts.Keys, cancellationToken).ConfigureAwait(false);
        return links.Select(link => Recording.Used(link, amounts[new(link.RecordType, link.LocalId)]));
    }

    private async Task CommitAsync(SyncCommit commit, CancellationToken cancellationToken)
    {
        var result = await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false);
        if (result == CommitResult.Conflict && commit.Opened.Count == 0)
        {
            // A person pressed retry meanwhile, or a link was looked at: what the system answered counts all the same.
            result = await store
                .CommitAsync(await OntoCurrentAsync(commit, cancellationToken).ConfigureAwait(false), cancellationToken)
                .ConfigureAwait(false);
        }

        if (result != CommitResult.Stored)
        {
            // Nothing is lost: what has left is journaled as open, and is found out about under the next lease.
            throw new LeaseLostException(session.Connection.Id, result);
        }

        SyncTelemetry.Written(session.Connector.Id, commit.Entries);
    }

    private async Task<SyncCommit> OntoCurrentAsync(SyncCommit commit, CancellationToken cancellationToken)
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

        var byLocal = (
            await store
                .FindLinksAsync(
                    session.Connection.Id,
                    [.. commit.Links.Select(link => new LocalRecord(link.RecordType, link.LocalId))],
                    cancellationToken
                )
                .ConfigureAwait(false)
        ).ToDictionary(link => (link.RecordType, link.LocalId, link.Variant));
        var links = new List<Link>();
        foreach (var link in commit.Links)
        {
            var standing = byLocal.GetValueOrDefault((link.RecordType, link.LocalId, link.Variant));
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
        if (outcome is WriteOutcome.NotAttempted { Kind: not null } && (StoppedUntil is null || entry.DueAt < StoppedUntil))
        {
            StoppedUntil = entry.DueAt;
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
