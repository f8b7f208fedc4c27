namespace Sequence.Connectors.Sync;

/// <summary>What one look at a linked record means: what the host is told, and what is remembered afterwards.</summary>
internal sealed class Reacting
{
    private readonly Link _link;
    private readonly IReadOnlyList<RemoteChange> _changes;

    public Reacting(RecordKind kind, ConnectorSession session, Link link, RemoteLook look, Instant now)
    {
        _link = link;
        var seen = look.Record is null ? link.Seen : kind.Look(look.Record);
        var kinds = look.Kind switch
        {
            RemoteLookKind.Standing => Noticing.Changes(link.Seen, seen),
            RemoteLookKind.Deleted when !link.IsGone => [RemoteChangeKind.Deleted],
            RemoteLookKind.Merged => [RemoteChangeKind.Merged],
            _ => [],
        };
        ChangedAt = look.At ?? (seen.ModifiedAt > link.Seen.ModifiedAt ? seen.ModifiedAt : null);
        After = look.Kind switch
        {
            RemoteLookKind.Standing => link with { Seen = seen, IsGone = false, Address = look.Record?.Source?.Link ?? link.Address },
            RemoteLookKind.Deleted => link with { IsGone = true },
            RemoteLookKind.Merged => link with { ExternalId = look.MergedInto!, Address = null, Seen = SeenState.Nothing },
            _ => link,
        };
        _changes = [.. kinds.Select(one => kind.Describe(one, new()
        {
            EffectId = Noticing.EffectId(link, one, seen, look.MergedInto),
            Tenant = session.Connection.Tenant,
            ConnectionId = link.ConnectionId,
            Connector = session.Connector.Id,
            Link = link,
            Before = link.Seen,
            Record = look.Record,
            MergedInto = look.MergedInto,
            SeenAt = now,
        }))];
    }

    /// <summary>The link as it is remembered afterwards.</summary>
    public Link After { get; }

    /// <summary>When the system says that it was changed; null where it does not, or where its time stood still.</summary>
    public Instant? ChangedAt { get; }

    /// <summary>Whether there is something to tell the host.</summary>
    public bool HasChanges => _changes.Count > 0;

    /// <summary>Whether there is something to remember.</summary>
    public bool HasNews => After != _link;

    /// <summary>Tells the host, one change after the other.</summary>
    public async Task RunAsync(IServiceProvider services, CancellationToken cancellationToken)
    {
        foreach (var change in _changes)
        {
            await change.TellAsync(services, cancellationToken).ConfigureAwait(false);
        }
    }
}
