using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Sync;

/// <summary>Has the host make its own records of candidates, each together with its link.</summary>
internal sealed class CandidateCommit(
    ISyncStore store,
    RecordKind kind,
    ConnectorSession session,
    IServiceScopeFactory scopes,
    SequentialIds ids,
    ILogger log,
    Func<Instant> now
)
{
    private const int BatchSize = 100;

    // What was changed so short a time before its candidate was read is read by the next sweep.
    private static readonly Duration Fresh = Duration.FromMinutes(5);

    // By then a batch is stored, or never will be.
    private static readonly Duration Later = Duration.FromMinutes(1);

    private string ConnectionId => session.Connection.Id;

    /// <summary>Imports the candidates with the given ids; null imports all that are ready.</summary>
    public async IAsyncEnumerable<ImportOutcome> RunAsync(
        IReadOnlyCollection<string>? externalIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Whoever belongs to another customer waits for that one; only ids are kept meanwhile.
        var aside = new List<string>();
        var pages = externalIds is null ? ReadyAsync(cancellationToken) : NamedAsync(externalIds, cancellationToken);
        await foreach (var page in pages.ConfigureAwait(false))
        {
            foreach (var outcome in await ImportAsync(page, aside, cancellationToken).ConfigureAwait(false))
            {
                yield return outcome;
            }
        }

        for (var before = int.MaxValue; aside.Count > 0;)
        {
            var again = aside;
            var isStuck = again.Count == before;
            (aside, before) = ([], again.Count);
            await foreach (var page in NamedAsync(again, cancellationToken).ConfigureAwait(false))
            {
                foreach (var outcome in await ImportAsync(page, isStuck ? null : aside, cancellationToken).ConfigureAwait(false))
                {
                    yield return outcome;
                }
            }
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<(string Id, Candidate? Candidate)>> ReadyAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        string? after = null;
        while (true)
        {
            var page = await store
                .QueryCandidatesAsync(
                    new()
                    {
                        ConnectionId = ConnectionId,
                        RecordType = kind.Type,
                        State = CandidateState.Ready,
                        After = after,
                        Max = BatchSize,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (page.Count == 0)
            {
                yield break;
            }

            after = page[^1].ExternalId;
            yield return [.. page.Select(one => (one.ExternalId, (Candidate?)one))];
        }
    }

    private async IAsyncEnumerable<IReadOnlyList<(string Id, Candidate? Candidate)>> NamedAsync(
        IReadOnlyCollection<string> externalIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var part in externalIds.Distinct(StringComparer.Ordinal).Chunk(BatchSize))
        {
            var found = (await store.QueryCandidatesAsync(
                    new() { ConnectionId = ConnectionId, RecordType = kind.Type, ExternalIds = part, Max = part.Length }, cancellationToken)
                .ConfigureAwait(false)).ToDictionary(one => one.ExternalId, StringComparer.Ordinal);
            yield return [.. part.Select(id => (id, found.GetValueOrDefault(id)))];
        }
    }

    private async Task<IReadOnlyList<ImportOutcome>> ImportAsync(
        IReadOnlyList<(string Id, Candidate? Candidate)> page, List<string>? aside, CancellationToken cancellationToken)
    {
        var outcomes = new List<ImportOutcome>();
        var ready = new List<ReadyCandidate>();
        var customers = page.Where(one => one.Candidate is not null)
            .ToDictionary(one => one.Id, one => CandidateText.Parse(one.Candidate!.Payload));
        var parents = customers.Values.Select(one => one.ParentId).OfType<string>();
        var links = (
            await store
                .FindLinksByExternalAsync(
                    ConnectionId,
                    kind.Type,
                    [.. customers.Keys.Concat(parents).Distinct(StringComparer.Ordinal)],
                    cancellationToken
                )
                .ConfigureAwait(false)
        )
            .DistinctBy(one => one.ExternalId)
            .ToDictionary(one => one.ExternalId, StringComparer.Ordinal);
        foreach (var (id, candidate) in page)
        {
            var parent = candidate is null ? null : customers[id].ParentId;
            if (WhyNot(id, candidate, links) is { } outcome)
            {
                outcomes.Add(outcome);
            }
            else if (parent is null || links.ContainsKey(parent))
            {
                ready.Add(new(candidate!, customers[id], parent is null ? null : links[parent].LocalId));
            }
            else if (aside is not null)
            {
                aside.Add(id);
            }
            else
            {
                outcomes.Add(Refused(id, ImportTrouble.ParentUnlinked(candidate!, parent)));
            }
        }

        await SayLinkedAsync(page, outcomes, cancellationToken).ConfigureAwait(false);
        return [.. outcomes, .. await CreateAsync(ready, cancellationToken).ConfigureAwait(false)];
    }

    // A candidate may have been read while its record was being linked.
    private async Task SayLinkedAsync(
        IReadOnlyList<(string Id, Candidate? Candidate)> page, IReadOnlyList<ImportOutcome> outcomes, CancellationToken cancellationToken)
    {
        var linked = outcomes
            .OfType<ImportOutcome.AlreadyLinked>()
            .ToDictionary(one => one.ExternalId, one => one.LocalId, StringComparer.Ordinal);
        var late = page.Select(one => one.Candidate)
            .OfType<Candidate>()
            .Where(one => one.State != CandidateState.Linked && linked.ContainsKey(one.ExternalId))
            .Select(one => one with { State = CandidateState.Linked, LocalId = linked[one.ExternalId], Problems = [] })
            .ToList();
        if (late.Count > 0)
        {
            await store.CommitAsync(new() { At = now(), Candidates = late }, cancellationToken).ConfigureAwait(false);
        }
    }

    private static ImportOutcome? WhyNot(string id, Candidate? candidate, Dictionary<string, Link> links) => candidate switch
    {
        null => Refused(id, ImportTrouble.Unknown(id)),
        _ when links.GetValueOrDefault(id) is { } link => new ImportOutcome.AlreadyLinked(id, link.LocalId),
        { State: CandidateState.Gone } => Refused(id, ImportTrouble.Gone(candidate)),
        { State: CandidateState.Matched } => Refused(id, ImportTrouble.MatchOpen(candidate)),
        { State: CandidateState.Invalid } => new ImportOutcome.Refused(id, candidate.Problems),
        _ => null,
    };

    // A batch is one transaction. Where one of it fails, each is tried alone, so that the others are not held up.
    private async Task<IReadOnlyList<ImportOutcome>> CreateAsync(IReadOnlyList<ReadyCandidate> ready, CancellationToken cancellationToken)
    {
        if (ready.Count == 0)
        {
            return [];
        }

        await LookAgainAsync(ready, cancellationToken).ConfigureAwait(false);
        try
        {
            if (await TryCreateAsync(ready, cancellationToken).ConfigureAwait(false) is { } imported)
            {
                return imported;
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            if (ready.Count == 1)
            {
                SyncLog.ImportFailed(log, exception, ready[0].Candidate.ExternalId, ConnectionId);
                return [Refused(ready[0].Candidate.ExternalId, ImportTrouble.Failed(ready[0].Candidate))];
            }
        }

        if (ready.Count == 1)
        {
            return [await ConflictAsync(ready[0].Candidate, cancellationToken).ConfigureAwait(false)];
        }

        var outcomes = new List<ImportOutcome>();
        foreach (var one in ready)
        {
            outcomes.AddRange(await CreateAsync([one], cancellationToken).ConfigureAwait(false));
        }

        return outcomes;
    }

    // No sweep looked at a record while it was not linked: what was changed since it was read is told to the host by the inbox.
    private async Task LookAgainAsync(IReadOnlyList<ReadyCandidate> ready, CancellationToken cancellationToken)
    {
        var old = ready.Where(one => one.Candidate.ReadAt < now() - Fresh).Select(one => Hint(one.Candidate)).ToList();
        if (old.Count > 0)
        {
            await store.ReceiveAsync(old, cancellationToken).ConfigureAwait(false);
        }
    }

    private InboxEvent Hint(Candidate candidate)
    {
        var id = ids.Next();
        return new()
        {
            Id = id,
            Tenant = session.Connection.Tenant,
            ConnectionId = ConnectionId,
            RecordType = kind.Type,
            ExternalId = candidate.ExternalId,
            Kind = WebhookEventKind.Unknown,
            DedupeKey = $"imported:{id}",
            Source = InboxSource.Engine,
            ReceivedAt = now(),
            DueAt = now() + Later,
            ChangedAt = now(),
        };
    }

    private async Task<IReadOnlyList<ImportOutcome>?> TryCreateAsync(
        IReadOnlyList<ReadyCandidate> ready,
        CancellationToken cancellationToken
    )
    {
        var links = new List<Link>();
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var host = scope.ServiceProvider.GetRequiredService<IHostImport>();
            var result = await scope.ServiceProvider.GetRequiredService<ISyncTransaction>().RunAsync(
                async token =>
                {
                    links.Clear();
                    foreach (var one in ready)
                    {
                        links.Add(LinkOf(one, await host.CreateAsync(RequestOf(one), token).ConfigureAwait(false)));
                    }

                    return new()
                    {
                        At = now(),
                        Links = links,
                        Candidates =
                        [
                            .. ready.Zip(
                                    links,
                                    (one, link) =>
                                        one.Candidate with
                                        {
                                            State = CandidateState.Linked,
                                            LocalId = link.LocalId,
                                            Problems = [],
                                        }
                                ),
                            ],
                    };
                },
                    cancellationToken
                )
                .ConfigureAwait(false);
            return result == CommitResult.Stored
                ? [.. links.Select(link => new ImportOutcome.Imported(link.ExternalId, link.LocalId))]
                : null;
        }
    }

    private ImportRequest RequestOf(ReadyCandidate one) => new()
    {
        EffectId = RecordText.Hash($"import|{ConnectionId}|{kind.Type.Name}|{one.Candidate.ExternalId}"),
        Owner = RecordOwner.Of(session.Connection),
        ConnectionId = ConnectionId,
        Customer = one.Customer,
        ParentId = one.ParentId,
    };

    private Link LinkOf(ReadyCandidate one, string localId) => new()
    {
        Id = ids.Next(),
        ConnectionId = ConnectionId,
        RecordType = kind.Type,
        LocalId = localId,
        Variant = kind.VariantOf(session.Surface, one.Customer),
        ExternalId = one.Candidate.ExternalId,
        Origin = LinkOrigin.Imported,
        Address = one.Candidate.Link,
        Agreed = kind.Look(one.Customer).Fingerprint,
        Seen = kind.Look(one.Customer),
        LinkedAt = now(),
    };

    // Someone else was faster, or the host gave the id of a record that is linked to another one.
    private async Task<ImportOutcome> ConflictAsync(Candidate candidate, CancellationToken cancellationToken)
    {
        var links = await store
            .FindLinksByExternalAsync(ConnectionId, kind.Type, [candidate.ExternalId], cancellationToken)
            .ConfigureAwait(false);
        return links.Count > 0
            ? new ImportOutcome.AlreadyLinked(candidate.ExternalId, links[0].LocalId)
            : Refused(candidate.ExternalId, ImportTrouble.Conflict(candidate));
    }

    private static ImportOutcome.Refused Refused(string externalId, Problem problem) => new(externalId, [problem]);

    private sealed record ReadyCandidate(Candidate Candidate, Customer Customer, string? ParentId);
}
