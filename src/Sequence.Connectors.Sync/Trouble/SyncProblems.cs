using System.Runtime.CompilerServices;

namespace Sequence.Connectors.Sync;

/// <summary>What did not sync, and what people can do about it: retry, dismiss, or decide what no machine can.</summary>
public sealed class SyncProblems
{
    private const int PageSize = 500;
    private readonly ISyncStore _store;
    private readonly SyncSignal _signal;
    private readonly SequentialIds _ids;
    private readonly Func<Instant> _now;
    private readonly Retrying _retrying;

    internal SyncProblems(ISyncStore store, SyncSignal signal, SequentialIds ids, Func<Instant> now)
    {
        (_store, _signal, _ids, _now) = (store, signal, ids, now);
        _retrying = new(store, signal, now);
    }

    /// <summary>
    /// What did not sync, newest first, a page at a time: what goes out, what comes in, and what stands still as a whole (see <see
    /// cref="Standstill"/>).
    /// </summary>
    /// <param name="tenant">The host's customer; null for all.</param>
    /// <param name="connectionId">The connection; null for all.</param>
    /// <param name="fixedBy">Who can mend it; null for anyone.</param>
    /// <param name="max">The most problems to bring.</param>
    /// <param name="before">The id of the last problem of the page before; null for the first page.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<IReadOnlyList<SyncProblem>> ListAsync(
        string? tenant = null,
        string? connectionId = null,
        FixedBy? fixedBy = null,
        int max = 100,
        Guid? before = null,
        CancellationToken cancellationToken = default
    )
    {
        // Ids grow with time in all three tables, so that one cursor serves them all.
        var entries = await _store
            .QueryJournalAsync(
                new()
                {
                    Tenant = tenant,
                    ConnectionId = connectionId,
                    FixedBy = fixedBy,
                    OnlyProblems = true,
                    Before = before,
                    Max = max,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var events = await _store
            .QueryInboxAsync(
                new()
                {
                    Tenant = tenant,
                    ConnectionId = connectionId,
                    FixedBy = fixedBy,
                    OnlyProblems = true,
                    Before = before,
                    Max = max,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var rests = await _store
            .QueryStandstillsAsync(
                new()
                {
                    Tenant = tenant,
                    ConnectionId = connectionId,
                    FixedBy = fixedBy,
                    OnlyProblems = true,
                    Before = before,
                    Max = max,
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        var links = await LinksAsync(events, cancellationToken).ConfigureAwait(false);
        var all = entries
            .Select(Problem)
            .Concat(events.Select(row => Problem(row, links.GetValueOrDefault((row.ConnectionId, row.RecordType, row.ExternalId)))))
            .Concat(rests.Select(Problem));
        return [.. all.OrderByDescending(one => one.Id).Take(max)];
    }

    /// <summary>
    /// All that did not sync, newest first, read a page at a time while it is looked through; what changes meanwhile is shown as it was
    /// when its page was read.
    /// </summary>
    /// <param name="tenant">The host's customer; null for all.</param>
    /// <param name="connectionId">The connection; null for all.</param>
    /// <param name="fixedBy">Who can mend it; null for anyone.</param>
    /// <param name="cancellationToken">Stops before the next page.</param>
    public async IAsyncEnumerable<SyncProblem> ReadAllAsync(
        string? tenant = null,
        string? connectionId = null,
        FixedBy? fixedBy = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        Guid? before = null;
        while (
            await ListAsync(tenant, connectionId, fixedBy, PageSize, before, cancellationToken).ConfigureAwait(false) is
            { Count: > 0 } page
        )
        {
            foreach (var one in page)
            {
                yield return one;
            }

            before = page[^1].Id;
        }
    }

    /// <summary>The log: entries of the journal with what became of them, newest first, with the system's request ids.</summary>
    public Task<IReadOnlyList<JournalEntry>> ReadLogAsync(JournalQuery query, CancellationToken cancellationToken = default) =>
        _store.QueryJournalAsync(query, cancellationToken);

    /// <summary>
    /// Tries again at once what was refused, put aside or put off, and what stands still. Its connection tries again with it.
    /// </summary>
    /// <returns>Whether there was such a problem. An effect that is uncertain is looked for, and never simply repeated.</returns>
    public Task<bool> RetryAsync(Guid id, CancellationToken cancellationToken = default) => _retrying.RetryAsync(id, cancellationToken);

    /// <summary>
    /// Tries again all that was refused, put aside or put off for a reason that is mended now, such as a missing mapping.
    /// </summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="code">The code of the reason; null for all reasons.</param>
    /// <param name="cancellationToken">Stops before the next one; what was taken up goes.</param>
    /// <returns>How many there were.</returns>
    public Task<int> RetryAllAsync(string connectionId, string? code = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        return _retrying.RetryAllAsync(connectionId, code, cancellationToken);
    }

    /// <summary>Gives something up that is not needed. An effect that is uncertain must be resolved instead.</summary>
    /// <returns>Whether there was such a problem. What stands still cannot be given up.</returns>
    public Task<bool> DismissAsync(Guid id, CancellationToken cancellationToken = default) => _retrying.DismissAsync(id, cancellationToken);

    /// <summary>Decides an uncertain effect: someone has looked, and the record is there.</summary>
    /// <param name="id">The entry.</param>
    /// <param name="externalId">The system's id of the record that was found.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether the entry was uncertain; false also where the record is linked to another of the host's.</returns>
    public async Task<bool> ResolveAsync(Guid id, string externalId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(externalId);
        if (await _store.FindEntryAsync(id, cancellationToken).ConfigureAwait(false) is not { State: EntryState.Sent } entry)
        {
            return false;
        }

        var links = await _store
            .FindLinksAsync(entry.ConnectionId, [new(entry.RecordType, entry.LocalId)], cancellationToken)
            .ConfigureAwait(false);
        var link =
            links.FirstOrDefault(one => one.Variant == entry.Variant)
            ?? new Link
            {
                Id = _ids.Next(),
                ConnectionId = entry.ConnectionId,
                RecordType = entry.RecordType,
                LocalId = entry.LocalId,
                Variant = entry.Variant,
                ExternalId = externalId,
                Origin = LinkOrigin.Manual,
                LinkedAt = _now(),
            };
        return await ResolveAsync(
                Recording.Done(entry, "Resolved", _now()) with
                {
                    ExternalId = externalId,
                },
                [link],
                cancellationToken
            )
            .ConfigureAwait(false);
    }

    /// <summary>Decides an uncertain effect: someone has looked, and the record is not there. It is sent again.</summary>
    /// <returns>Whether the entry was uncertain.</returns>
    public async Task<bool> ResolveAbsentAsync(Guid id, CancellationToken cancellationToken = default) =>
        await _store.FindEntryAsync(id, cancellationToken).ConfigureAwait(false) is { State: EntryState.Sent } entry
        && await ResolveAsync(
                entry with
                {
                    State = EntryState.Pending,
                    DueAt = _now(),
                    ChangedAt = _now(),
                    Problems = [],
                    ProblemSince = null,
                },
                [],
                cancellationToken
            )
            .ConfigureAwait(false);

    // What comes in names the host's record too, and leads to its page.
    private async Task<Dictionary<(string ConnectionId, RecordType Type, string ExternalId), Link>> LinksAsync(
        IReadOnlyList<InboxEvent> events, CancellationToken cancellationToken)
    {
        var found = new Dictionary<(string, RecordType, string), Link>();
        foreach (var group in events.GroupBy(row => (row.ConnectionId, row.RecordType)))
        {
            var (connectionId, type) = group.Key;
            var ids = group.Select(row => row.ExternalId).ToHashSet(StringComparer.Ordinal);
            foreach (var link in await _store.FindLinksByExternalAsync(connectionId, type, ids, cancellationToken).ConfigureAwait(false))
            {
                found[(connectionId, type, link.ExternalId)] = link;
            }
        }

        return found;
    }

    internal Task ResumeAsync(string connectionId, CancellationToken cancellationToken) =>
        _retrying.ResumeAsync(connectionId, cancellationToken);

    // The attempt goes with its last open member.
    private async Task<bool> ResolveAsync(JournalEntry entry, IReadOnlyList<Link> links, CancellationToken cancellationToken)
    {
        var attempts = await _store.ReadAttemptsAsync(entry.ConnectionId, cancellationToken).ConfigureAwait(false);
        var settled = new List<string>();
        foreach (var attempt in attempts.Where(one => one.Attempt.Members.Contains(entry.Key!)))
        {
            var sent = await _store
                .ReadSentEntriesByKeyAsync(entry.ConnectionId, [.. attempt.Attempt.Members], cancellationToken)
                .ConfigureAwait(false);
            if (sent.All(one => one.Id == entry.Id))
            {
                settled.Add(attempt.Attempt.Key);
            }
        }

        var commit = new SyncCommit { At = _now(), Entries = [entry], Links = links, Settled = settled };
        var isStored = await _store.CommitAsync(commit, cancellationToken).ConfigureAwait(false) == CommitResult.Stored;
        _signal.Wake();
        return isStored;
    }

    private static SyncProblem Problem(JournalEntry entry) => new()
    {
        Id = entry.Id,
        IsOutgoing = true,
        Tenant = entry.Tenant,
        ConnectionId = entry.ConnectionId,
        RecordType = entry.RecordType,
        LocalId = entry.LocalId,
        ExternalId = entry.ExternalId,
        Verb = entry.Verb,
        State = entry.State,
        Problems = entry.Problems,
        FixedBy = entry.FixedBy,
        Since = entry.ProblemSince ?? entry.ChangedAt,
        NextAttemptAt = entry.DueAt,
        Tries = entry.Tries,
        RequestId = entry.RequestId,
        Link = entry.Link ?? entry.Problems.FirstOrDefault(one => one.Link is not null)?.Link,
    };

    private static SyncProblem Problem(InboxEvent row, Link? link) => new()
    {
        Id = row.Id,
        IsOutgoing = false,
        Tenant = row.Tenant,
        ConnectionId = row.ConnectionId,
        RecordType = row.RecordType,
        LocalId = link?.LocalId,
        ExternalId = row.ExternalId,
        Link = link?.Address,
        Problems = row.Problem is null ? [] : [row.Problem],
        FixedBy = row.FixedBy,
        Since = row.ProblemSince ?? row.ChangedAt,
        NextAttemptAt = row.DueAt,
        Tries = row.Tries,
    };

    private static SyncProblem Problem(Standstill rest) => new()
    {
        Id = rest.Id,
        IsOutgoing = false,
        Tenant = rest.Tenant,
        ConnectionId = rest.ConnectionId,
        RecordType = rest.RecordType,
        Problems = rest.Problem is null ? [] : [rest.Problem],
        FixedBy = rest.FixedBy,
        Since = rest.Since,
        NextAttemptAt = rest.RecordType == Standstill.Webhooks ? null : rest.Until,
        Tries = rest.Tries,
    };
}
