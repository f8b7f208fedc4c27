namespace Sequence.Connectors.Sync;

/// <summary>Takes webhook deliveries in: what is authentic is stored before it is acknowledged.</summary>
internal sealed class WebhookIntake(
    ISyncStore store,
    IConnectionStore connections,
    SequenceConnectors connectors,
    RecordKinds kinds,
    SequentialIds ids,
    SyncSignal signal,
    Func<Instant> now
)
{
    public async Task<WebhookVerdict> ReceiveAsync(
        string connector, WebhookRequest request, IReadOnlyList<Secret>? secrets, CancellationToken cancellationToken)
    {
        var receiver =
            connectors.SurfaceOf(connector).Webhooks
            ?? throw new ConnectorException(ConnectorErrorKind.NotSupported, $"The connector '{connector}' receives no webhooks.")
            {
                Connector = connector,
            };
        var verdict = receiver.Verify(request, secrets ?? receiver.Secrets);
        if (!verdict.IsAuthentic || verdict.Events.Count == 0)
        {
            return verdict;
        }

        var rows = new List<InboxEvent>();
        foreach (var account in verdict.Events.GroupBy(one => one.AccountId, StringComparer.Ordinal))
        {
            var all = await connections.ListByAccountAsync(connector, account.Key, cancellationToken).ConfigureAwait(false);
            var meant = all.Where(one => IsAtWork(one) && IsOfApp(one, verdict.Apps)).ToList();
            rows.AddRange(meant.SelectMany(one => account.SelectMany(told => RowsOf(one, told))));
            if (meant.Count == 0)
            {
                SyncTelemetry.Unrouted(connector, all, account.Count());
            }
        }

        if (rows.Count > 0 && await store.ReceiveAsync(rows, cancellationToken).ConfigureAwait(false) > 0)
        {
            signal.Wake();
        }

        return verdict;
    }

    // What happens while nobody has said whose an account is, or after it was disconnected, is read when it comes to work.
    private static bool IsAtWork(Connection connection) =>
        connection.State is ConnectionState.Active or ConnectionState.NeedsReauthorization;

    // A secret of one app, such as one for trying things out, tells nothing of what is connected with another.
    private static bool IsOfApp(Connection connection, ValueList<string> apps) =>
        apps.Count == 0 || apps.Contains(connection.App, StringComparer.OrdinalIgnoreCase);

    private IEnumerable<InboxEvent> RowsOf(Connection connection, WebhookEvent told)
    {
        if (told.RecordType is not { } type || kinds.Find(type) is null)
        {
            yield break;
        }

        yield return new()
        {
            Id = ids.Next(),
            Tenant = connection.Tenant,
            ConnectionId = connection.Id,
            RecordType = type,
            ExternalId = told.ExternalId,
            Kind = told.Kind,
            MergedInto = told.MergedInto,
            DedupeKey = told.DedupeKey,
            At = told.At,
            TraceParent = SyncTelemetry.TraceParent,
            ReceivedAt = now(),
            DueAt = now(),
            ChangedAt = now(),
        };
    }
}
