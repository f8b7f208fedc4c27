namespace Sequence.Connectors.Sync;

/// <summary>What a sweep makes of a look at a record: pure functions.</summary>
internal static class SweepFinds
{
    /// <summary>Whether the record stands otherwise than it was last seen.</summary>
    public static bool IsNews(RecordKind kind, RemoteLook look, Link link) => look.Kind switch
    {
        RemoteLookKind.Standing => Noticing.Changes(link.Seen, kind.Look(look.Record!)).Count > 0,
        RemoteLookKind.Deleted => !link.IsGone,
        RemoteLookKind.Merged => true,
        _ => false,
    };

    /// <summary>A row of the inbox, once for each state of the record.</summary>
    public static InboxEvent Row(Connection connection, RecordKind kind, RemoteLook look, Guid id, Instant now)
    {
        var seen = look.Record is null ? SeenState.Nothing : kind.Look(look.Record);
        return new()
        {
            Id = id,
            Tenant = connection.Tenant,
            ConnectionId = connection.Id,
            RecordType = kind.Type,
            ExternalId = look.ExternalId,
            Kind = look.Kind switch
            {
                RemoteLookKind.Deleted => WebhookEventKind.Deleted,
                RemoteLookKind.Merged => WebhookEventKind.Merged,
                _ => WebhookEventKind.Unknown,
            },
            MergedInto = look.MergedInto,
            DedupeKey =
                $"sweep:{kind.Type.Name}:{look.ExternalId}:{look.Kind}:{seen.Version}:{seen.ModifiedAt}:{seen.Fingerprint}:{seen.Balance}",
            At = look.At,
            Source = InboxSource.Sweep,
            ReceivedAt = now,
            DueAt = now,
            ChangedAt = now,
        };
    }
}
