using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync;

/// <summary>Makes candidates of what was read, a page at a time: nothing is kept in memory beyond the page.</summary>
internal sealed class CandidateIntake(
    ISyncStore store, RecordKind kind, ConnectorSession session, IServiceScopeFactory scopes, SequentialIds ids, Func<Instant> now)
{
    private string ConnectionId => session.Connection.Id;

    /// <summary>Stores the candidates of a page, and the cursors after it in the same change.</summary>
    /// <returns>What became of them; null when another import has moved a cursor meanwhile, and nothing was stored.</returns>
    public async Task<ImportResult?> TakeInAsync(
        IEnumerable<RemoteLook> page,
        IReadOnlyList<SweepCursor> cursors,
        CancellationToken cancellationToken
    )
    {
        // A record that comes twice counts as it came last.
        var looks = page.GroupBy(look => look.ExternalId, StringComparer.Ordinal).Select(same => same.Last()).ToList();
        var externalIds = looks.Select(look => look.ExternalId).ToList();
        var links = (
            await store.FindLinksByExternalAsync(ConnectionId, kind.Type, externalIds, cancellationToken).ConfigureAwait(false)
        )
            .DistinctBy(one => one.ExternalId, StringComparer.Ordinal)
            .ToDictionary(one => one.ExternalId, StringComparer.Ordinal);
        var known = (
            await store
                .QueryCandidatesAsync(
                    new()
                    {
                        ConnectionId = ConnectionId,
                        RecordType = kind.Type,
                        ExternalIds = externalIds,
                        Max = externalIds.Count,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false)
        ).ToDictionary(one => one.ExternalId, StringComparer.Ordinal);
        var matches = await MatchAsync([.. looks.Where(look => !links.ContainsKey(look.ExternalId))], cancellationToken)
            .ConfigureAwait(false);

        var result = new ImportResult { Read = looks.Count };
        var candidates = new List<Candidate>(looks.Count);
        foreach (var look in looks)
        {
            var before = known.GetValueOrDefault(look.ExternalId);
            if (CandidateOf(look, before) is { } candidate)
            {
                var after = Candidacy.Decide(candidate, Facts(look, before, links, matches));
                candidates.Add(after);
                result = Count(result, before, after);
            }
        }

        var commit = new SyncCommit { At = now(), Candidates = candidates, Cursors = cursors };
        if (await store.CommitAsync(commit, cancellationToken).ConfigureAwait(false) != CommitResult.Stored)
        {
            return null;
        }

        await HintAsync(looks, links, cancellationToken).ConfigureAwait(false);
        return result;
    }

    private static CandidateFacts Facts(
        RemoteLook look, Candidate? before, Dictionary<string, Link> links, IReadOnlyDictionary<string, string> matches) => new()
        {
            Look = look.Kind,
            Problems = look.Record is Customer customer ? [.. ImportRules.Check(customer)] : [],
            LinkedTo = links.GetValueOrDefault(look.ExternalId)?.LocalId,
            Match = matches.GetValueOrDefault(look.ExternalId),
            Refused = Candidacy.RefusedOf(before),
        };

    // What is gone, and never was a candidate, is none.
    private Candidate? CandidateOf(RemoteLook look, Candidate? before)
    {
        if (look.Record is not Customer customer)
        {
            return before is null ? null : before with { ReadAt = now() };
        }

        var payload = CandidateText.Of(customer);
        return new()
        {
            ConnectionId = ConnectionId,
            RecordType = kind.Type,
            ExternalId = look.ExternalId,
            Name = customer.Name,
            Payload = payload,
            Fingerprint = RecordText.Hash(payload),
            Link = customer.Source?.Link,
            State = CandidateState.Ready,
            ReadAt = now(),
            Version = before?.Version ?? 0,
        };
    }

    private static ImportResult Count(ImportResult result, Candidate? before, Candidate after) => (before, after.State) switch
    {
        (null, _) => result with { Added = result.Added + 1 },
        ({ State: not CandidateState.Gone }, CandidateState.Gone) => result with { Gone = result.Gone + 1 },
        _ when before.Fingerprint != after.Fingerprint => result with { Changed = result.Changed + 1 },
        _ => result with { Unchanged = result.Unchanged + 1 },
    };

    private async Task<IReadOnlyDictionary<string, string>> MatchAsync(
        IReadOnlyList<RemoteLook> unlinked,
        CancellationToken cancellationToken
    )
    {
        var customers = unlinked.Select(look => look.Record).OfType<Customer>().ToList();
        if (customers.Count == 0)
        {
            return NoMatches;
        }

        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            if (scope.ServiceProvider.GetService<IHostImport>() is not { } host)
            {
                return NoMatches;
            }

            var matches = await host.MatchAsync(RecordOwner.Of(session.Connection), customers, cancellationToken).ConfigureAwait(false);
            return await FreeAsync(customers, matches, cancellationToken).ConfigureAwait(false);
        }
    }

    // A host's record that is linked to another one already cannot be this one.
    private async Task<IReadOnlyDictionary<string, string>> FreeAsync(
        IReadOnlyList<Customer> customers, IReadOnlyDictionary<string, string> matches, CancellationToken cancellationToken)
    {
        if (matches.Count == 0)
        {
            return matches;
        }

        var taken = (
            await store
                .FindLinksAsync(
                    ConnectionId,
                    matches.Values.Distinct(StringComparer.Ordinal).Select(id => new LocalRecord(kind.Type, id)).ToList(),
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
            .Where(one => !one.IsGone)
            .Select(one => (one.LocalId, one.Variant))
            .ToHashSet();
        return customers
            .Where(customer =>
                matches.ContainsKey(customer.Id)
                && !taken.Contains((matches[customer.Id], kind.VariantOf(session.Surface, customer)))
            )
            .DistinctBy(customer => customer.Id, StringComparer.Ordinal)
            .ToDictionary(customer => customer.Id, customer => matches[customer.Id], StringComparer.Ordinal);
    }

    // A linked record that was changed is the host's already: the inbox has the host react to it.
    private async Task HintAsync(IReadOnlyList<RemoteLook> looks, Dictionary<string, Link> links, CancellationToken cancellationToken)
    {
        var news = looks
            .Where(look =>
                look.Record is not null && links.GetValueOrDefault(look.ExternalId) is { } link && IsNews(look.Record, link.Seen)
            )
            .Select(Hint)
            .ToList();
        if (news.Count > 0)
        {
            await store.ReceiveAsync(news, cancellationToken).ConfigureAwait(false);
        }
    }

    private bool IsNews(IRecord record, SeenState seen) =>
        !(record.Source is { Version: { } version, ModifiedAt: { } modified } && version == seen.Version && modified == seen.ModifiedAt)
        && Noticing.Changes(seen, kind.Look(record)).Count > 0;

    private InboxEvent Hint(RemoteLook look) => new()
    {
        Id = ids.Next(),
        Tenant = session.Connection.Tenant,
        ConnectionId = ConnectionId,
        RecordType = kind.Type,
        ExternalId = look.ExternalId,
        Kind = WebhookEventKind.Unknown,
        DedupeKey = $"import:{kind.Type.Name}:{look.ExternalId}:{RecordText.Hash(CandidateText.Of((Customer)look.Record!))}",
        Source = InboxSource.Engine,
        ReceivedAt = now(),
        DueAt = now(),
        ChangedAt = now(),
    };

    private static IReadOnlyDictionary<string, string> NoMatches { get; } = new Dictionary<string, string>();
}
