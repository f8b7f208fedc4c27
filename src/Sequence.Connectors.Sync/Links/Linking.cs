using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Sync;

/// <summary>Links one of the host's records to one of the system's, by hand.</summary>
internal sealed class Linking(
    ISyncStore store,
    RecordKind kind,
    ConnectorSession session,
    IServiceScopeFactory scopes,
    SequentialIds ids,
    ILogger log,
    Func<Instant> now
)
{
    private const int Tries = 5;

    private string ConnectionId => session.Connection.Id;

    private string System => session.Connector.Name;

    public async Task<LinkOutcome> RunAsync(string localId, string pasted, CancellationToken cancellationToken)
    {
        var local = new LocalRecord(kind.Type, localId);
        var look = await FindAsync(PastedId.Read(pasted), cancellationToken).ConfigureAwait(false);
        if (look.Kind != RemoteLookKind.Standing)
        {
            return new LinkOutcome.Refused(look.Kind == RemoteLookKind.Merged
                ? LinkTrouble.RemoteMerged(look, kind.Type, System)
                : LinkTrouble.RemoteMissing(kind.Type, look.ExternalId, System));
        }

        if (!await IsKnownAsync(localId, cancellationToken).ConfigureAwait(false))
        {
            return new LinkOutcome.Refused(LinkTrouble.LocalUnknown(local));
        }

        // Someone else may link or send the same records meanwhile: then everything is looked at again.
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await TryAsync(local, look, cancellationToken).ConfigureAwait(false) is { } outcome)
            {
                return outcome;
            }
        }

        return new LinkOutcome.Refused(LinkTrouble.OnItsWay(local, System));
    }

    private async Task<LinkOutcome?> TryAsync(LocalRecord local, RemoteLook look, CancellationToken cancellationToken)
    {
        var facts = await FactsAsync(local, look, cancellationToken).ConfigureAwait(false);
        switch (LinkDecision.Of(facts))
        {
            case LinkDecision.Refuse(var problem):
                return new LinkOutcome.Refused(problem);
            case LinkDecision.Stands(var standing):
                return new LinkOutcome.AlreadyLinked(standing);
            case LinkDecision.Make(var replaced):
                var reaction = new Reacting(kind, session, NewLink(facts, look), look, now());
                var candidates = await CandidatesAsync(facts, cancellationToken).ConfigureAwait(false);
                var commit = new SyncCommit
                {
                    At = now(),
                    Links = [reaction.After],
                    Unlinked = replaced,
                    Entries = [.. facts.Open.Where(one => one.State == EntryState.Pending).Select(one => one with { ChangedAt = now() })],
                    Candidates = candidates,
                };
                return await StoreAsync(local, reaction, commit, cancellationToken).ConfigureAwait(false);
            default:
                throw new InvalidOperationException("A decision about a link is unknown.");
        }
    }

    // What is told of the record's present state and the link itself happen together, or neither does.
    private async Task<LinkOutcome?> StoreAsync(
        LocalRecord local,
        Reacting reaction,
        SyncCommit commit,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var scope = scopes.CreateAsyncScope();
            await using (scope.ConfigureAwait(false))
            {
                var result = await scope.ServiceProvider.GetRequiredService<ISyncTransaction>().RunAsync(
                    async token =>
                    {
                        await reaction.RunAsync(scope.ServiceProvider, token).ConfigureAwait(false);
                        return commit;
                    },
                    cancellationToken).ConfigureAwait(false);
                return result == CommitResult.Stored ? new LinkOutcome.Linked(reaction.After with { Version = 1 }) : null;
            }
        }
        catch (Exception exception) when (reaction.HasChanges && !cancellationToken.IsCancellationRequested)
        {
            SyncLog.LinkReactionFailed(log, exception, local.Type.Name, local.LocalId, ConnectionId);
            return new LinkOutcome.Refused(LinkTrouble.ReactionFailed(local));
        }
    }

    private async Task<LinkFacts> FactsAsync(LocalRecord local, RemoteLook look, CancellationToken cancellationToken) =>
        new()
        {
            Local = local,
            ExternalId = look.ExternalId,
            Variant = kind.VariantOf(session.Surface, look.Record!),
            System = System,
            OfLocal = await store.FindLinksAsync(ConnectionId, [local], cancellationToken).ConfigureAwait(false),
            OfRemote = await store
                .FindLinksByExternalAsync(ConnectionId, kind.Type, [look.ExternalId], cancellationToken)
                .ConfigureAwait(false),
            Open = await store.ReadOpenEntriesAsync(ConnectionId, [local], cancellationToken).ConfigureAwait(false),
        };

    private Link NewLink(LinkFacts facts, RemoteLook look) => new()
    {
        Id = ids.Next(),
        ConnectionId = ConnectionId,
        RecordType = kind.Type,
        LocalId = facts.Local.LocalId,
        Variant = facts.Variant,
        ExternalId = facts.ExternalId,
        Origin = LinkOrigin.Manual,
        Address = look.Record!.Source?.Link,
        Seen = LinkDecision.Baseline(kind.Look(look.Record!)),
        Agreed = kind.Look(look.Record!).Fingerprint,
        Uses = kind.UsesOf(look.Record!).Select(use => new RecordUse(use.Record.Type, use.Record.LocalId, use.Amount)).ToValueList(),
        LinkedAt = now(),
    };

    private async Task<IReadOnlyList<Candidate>> CandidatesAsync(LinkFacts facts, CancellationToken cancellationToken)
    {
        var known = await store
            .QueryCandidatesAsync(
                new()
                {
                    ConnectionId = ConnectionId,
                    RecordType = kind.Type,
                    ExternalIds = [facts.ExternalId],
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return [.. known.Select(one => one with { State = CandidateState.Linked, LocalId = facts.Local.LocalId, Problems = [] })];
    }

    private async Task<RemoteLook> FindAsync(PastedId pasted, CancellationToken cancellationToken)
    {
        var found = new RemoteLook(pasted.Text, RemoteLookKind.NotFound);
        if (pasted.Ids.Count == 0)
        {
            return found;
        }

        await foreach (var look in kind.FindAsync(session, [.. pasted.Ids], cancellationToken).ConfigureAwait(false))
        {
            found = look.Kind != RemoteLookKind.NotFound && pasted.Means(look) ? look : found;
        }

        return found;
    }

    private async Task<bool> IsKnownAsync(string localId, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            return kind.SourceIn(scope.ServiceProvider) is not { } source
                || await source.FindAsync(RecordOwner.Of(session.Connection), [localId], cancellationToken)
                    .AnyAsync(one => one.Id == localId, cancellationToken).ConfigureAwait(false);
        }
    }
}
