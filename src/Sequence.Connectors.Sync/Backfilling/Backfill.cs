using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync;

/// <summary>Fills a customer's history in over one connection: what the host has, and the system does not.</summary>
internal sealed class Backfill(
    ISyncStore store,
    RecordKinds kinds,
    SyncPublisher publisher,
    Spreading spreading,
    IServiceScopeFactory scopes,
    ConnectorSession session,
    Func<Instant> now
)
{
    private const int BatchSize = 200;

    private string ConnectionId => session.Connection.Id;

    /// <summary>
    /// What happened to a record, as far as a system must be told of it that never heard of it; null when it need not be told.
    /// </summary>
    public static HostEvent? EventOf(IRecord record) => record switch
    {
        IDocument { Status: DocumentStatus.Draft or DocumentStatus.InProgress or DocumentStatus.Voided } => null,
        IDocument { Status: DocumentStatus.Sent } => HostEvent.Sent,
        IDocument => HostEvent.Finalized,
        Payment { State: PaymentState.Voided } => null,
        CreditApplication => HostEvent.Applied,
        _ => HostEvent.Saved,
    };

    /// <summary>Publishes what is missing, or only says what would be.</summary>
    public async Task<BackfillResult> RunAsync(string customerId, bool isPlan, CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            var wanted = kinds.All.Where(IsHistory).ToLookup(kind => kind.SourceIn(scope.ServiceProvider) is not null);
            if (!wanted[true].Any())
            {
                throw new ConnectorException(
                    ConnectorErrorKind.Configuration,
                    $"The host has no source of records that {session.Connector.Name} takes; add one with SyncBuilder.Source<Invoice, …>()."
                );
            }

            var counts = new List<BackfillCount>();
            var remarks = new List<BackfillRemark>();
            foreach (var kind in wanted[true])
            {
                counts.Add(
                    await RunAsync(
                            kind,
                            kind.SourceIn(scope.ServiceProvider)!,
                            customerId,
                            isPlan ? remarks : null,
                            cancellationToken
                        )
                        .ConfigureAwait(false)
                );
            }

            return new() { Counts = [.. counts], Remarks = [.. remarks], WithoutSource = [.. wanted[false].Select(kind => kind.Type)] };
        }
    }

    private bool IsHistory(RecordKind kind) => kind.Type != RecordType.Of<Customer>() && kind.HasCustomer
        && (kind.CanWrite(session.Surface, WriteVerb.Upsert) || kind.CanWrite(session.Surface, WriteVerb.Apply));

    private async Task<BackfillCount> RunAsync(
        RecordKind kind, HostSource source, string customerId, List<BackfillRemark>? remarks, CancellationToken cancellationToken)
    {
        var count = new BackfillCount(kind.Type, 0, 0, 0);
        var isFirst = true;
        await foreach (var batch in source.ReadOfCustomerAsync(RecordOwner.Of(session.Connection), customerId, cancellationToken)
            .Chunk(BatchSize).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            var told = batch.Where(record => EventOf(record) is not null).ToList();
            var unknown = await UnknownAsync(kind, told, cancellationToken).ConfigureAwait(false);
            count = count with
            {
                Sent = count.Sent + unknown.Count,
                Known = count.Known + told.Count - unknown.Count,
                LeftOut = count.LeftOut + batch.Length - told.Count,
            };
            var publications = unknown.Select(record => Compose(kind, record)).ToList();
            if (remarks is null)
            {
                await publisher.PublishAsync(publications, cancellationToken).ConfigureAwait(false);
            }
            else if (publications.Count > 0)
            {
                remarks.AddRange(await PlanAsync(kind, publications, isFirst, cancellationToken).ConfigureAwait(false));
                isFirst = false;
            }
        }

        return count;
    }

    private async Task<List<IRecord>> UnknownAsync(RecordKind kind, IReadOnlyList<IRecord> records, CancellationToken cancellationToken)
    {
        var locals = records.Select(record => new LocalRecord(kind.Type, record.Id)).ToList();
        var links = await store.FindLinksAsync(ConnectionId, locals, cancellationToken).ConfigureAwait(false);
        var open = await store.ReadOpenEntriesAsync(ConnectionId, locals, cancellationToken).ConfigureAwait(false);
        var known = links.Select(one => one.LocalId).Concat(open.Select(one => one.LocalId)).ToHashSet(StringComparer.Ordinal);
        return [.. records.Where(record => !known.Contains(record.Id))];
    }

    private Publication Compose(RecordKind kind, IRecord record) => publisher.Compose(
        session.Connection.Tenant, kind, record, EventOf(record)!.Value, new() { ConnectionId = ConnectionId, IsBackfill = true });

    // The same decisions as when it is sent; what the system says of a batch is asked for once, for it may cost requests.
    private async Task<List<BackfillRemark>> PlanAsync(
        RecordKind kind, IReadOnlyList<Publication> publications, bool askSystem, CancellationToken cancellationToken)
    {
        var preparation = new Preparation(store, kinds, session, now);
        var entries = publications
            .SelectMany(one => spreading.EntriesOf(one, session.Connection))
            .Where(one => one.Verb is WriteVerb.Upsert or WriteVerb.Apply)
            .ToList();
        var prepared = await preparation.DecideAsync(entries, cancellationToken).ConfigureAwait(false);
        var remarks = prepared.Select(one => Remark(one, one.Decision)).OfType<BackfillRemark>().ToList();
        if (askSystem)
        {
            remarks.AddRange(await AskAsync(kind, prepared, cancellationToken).ConfigureAwait(false));
        }

        return remarks;
    }

    private static BackfillRemark? Remark(Prepared prepared, OutgoingDecision decision) => decision switch
    {
        OutgoingDecision.WaitFor(_, var problem) => new() { Record = Local(prepared), Problems = [problem] },
        OutgoingDecision.Refuse(var problem) => new() { Record = Local(prepared), Problems = [problem] },
        _ => null,
    };

    private async Task<IEnumerable<BackfillRemark>> AskAsync(
        RecordKind kind,
        IReadOnlyList<Prepared> prepared,
        CancellationToken cancellationToken
    )
    {
        var size = session.Surface.Writers.First(one => one.RecordType == kind.Type).Traits.BatchSize;
        var sent = prepared
            .Where(one => one.Decision is OutgoingDecision.Send)
            .Take(size)
            .ToDictionary(one => ((OutgoingDecision.Send)one.Decision).Key);
        if (sent.Count == 0)
        {
            return [];
        }

        var intents = sent.Select(one => new OutgoingIntent(
            one.Key, one.Value.Entry.Verb, one.Value.Record, Target: null, one.Value.References, one.Value.Entry.Variant)).ToList();
        var plan = await kind.PlanAsync(session, intents, cancellationToken).ConfigureAwait(false);
        var refused = plan
            .Outcomes.OfType<WriteOutcome.Rejected>()
            .Select(one => new BackfillRemark { Record = Local(sent[one.IntentKey]), Problems = one.Problems });
        return refused.Concat(
            plan.Notes.Select(one => new BackfillRemark { Record = Local(sent[one.IntentKey]), Notes = one.Notes })
        );
    }

    private static LocalRecord Local(Prepared prepared) => new(prepared.Entry.RecordType, prepared.Entry.LocalId);
}
