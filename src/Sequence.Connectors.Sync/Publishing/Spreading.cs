using System.Text.Json;

namespace Sequence.Connectors.Sync;

/// <summary>Spreads publications over the connections: an entry of the journal for each effect in each system.</summary>
internal sealed class Spreading(
    ISyncStore store,
    IConnectionStore connections,
    SequenceConnectors connectors,
    RecordKinds kinds,
    SequentialIds ids,
    Func<Instant> now
)
{
    private const int BatchSize = 500;

    /// <summary>Spreads all that is in the outbox.</summary>
    /// <returns>Whether there was anything.</returns>
    public async Task<bool> RunAsync(CancellationToken cancellationToken)
    {
        var any = false;
        while (true)
        {
            var batch = await store.ReadPublicationsAsync(BatchSize, cancellationToken).ConfigureAwait(false);
            if (batch.Count == 0)
            {
                return any;
            }

            var targets = new Dictionary<string, IReadOnlyList<Connection>>(StringComparer.Ordinal);
            var entries = new List<JournalEntry>();
            foreach (var publication in batch)
            {
                if (!targets.TryGetValue(publication.Tenant, out var all))
                {
                    targets[publication.Tenant] = all = await connections
                        .ListAsync(publication.Tenant, cancellationToken)
                        .ConfigureAwait(false);
                }

                entries.AddRange(all.Where(one => Receives(one, publication)).SelectMany(one => EntriesOf(publication, one)));
            }

            // A conflict means that another process spread some of them; the next look shows what is left.
            await store
                .CommitAsync(
                    new()
                    {
                        At = now(),
                        Spread = [.. batch.Select(one => one.Id)],
                        Entries = entries,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            any = true;
        }
    }

    private bool Receives(Connection connection, Publication publication) =>
        connectors.Connectors.Any(one => one.Id == connection.Connector)
        && connection.State is ConnectionState.Active or ConnectionState.NeedsReauthorization
        && (publication.ConnectionId is null || publication.ConnectionId == connection.Id)
        && (publication.Entity is null || publication.Entity == connection.Entity);

    /// <summary>The entries of one publication over one connection; none where the system does not take such records.</summary>
    public IEnumerable<JournalEntry> EntriesOf(Publication publication, Connection connection)
    {
        var surface = connectors.SurfaceOf(connection.Connector);
        if (kinds.Find(publication.RecordType) is not { } kind || surface.Writers.All(one => one.RecordType != kind.Type))
        {
            return [];
        }

        try
        {
            var record = kind.Parse(publication.Payload);
            var variant = kind.VariantOf(surface, record);
            return Deciding
                .Effects(publication.Event, record, verb => kind.CanWrite(surface, verb))
                .Select(verb => EntryOf(publication, connection, verb, variant));
        }
        catch (JsonException)
        {
            var entry = EntryOf(publication, connection, WriteVerb.Upsert, variant: "");
            return
            [
                Recording.Wrong(entry, [Trouble.Unreadable(entry)], FixedBy.Engineer, now()) with
                {
                    State = EntryState.Rejected,
                    DueAt = null,
                },
            ];
        }
    }

    private JournalEntry EntryOf(Publication publication, Connection connection, WriteVerb verb, string variant) => new()
    {
        Id = ids.Next(),
        Tenant = publication.Tenant,
        ConnectionId = connection.Id,
        RecordType = publication.RecordType,
        LocalId = publication.LocalId,
        Variant = variant,
        Verb = verb,
        Event = publication.Event,
        Revision = publication.Revision,
        Payload = publication.Payload,
        Fingerprint = RecordText.Hash(publication.Payload),
        By = publication.By,
        IsBackfill = publication.IsBackfill,
        TraceParent = publication.TraceParent,
        PublishedAt = publication.PublishedAt,
        DueAt = now(),
        ChangedAt = now(),
    };
}
