using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync;

/// <summary>
/// Which of the host's records are which of a system's: link by hand, unlink, look up, and fill in the history of a customer that
/// was linked.
/// </summary>
public sealed class SyncLinks
{
    private readonly ISyncStore _store;
    private readonly RecordKinds _kinds;
    private readonly SyncOptions _options;
    private readonly SequenceConnectors _connectors;
    private readonly SyncPublisher _publisher;
    private readonly Spreading _spreading;
    private readonly IServiceScopeFactory _scopes;
    private readonly SequentialIds _ids;
    private readonly SyncSignal _signal;
    private readonly Func<Instant> _now;

    internal SyncLinks(
        ISyncStore store,
        RecordKinds kinds,
        SyncOptions options,
        SequenceConnectors connectors,
        SyncPublisher publisher,
        Spreading spreading,
        IServiceScopeFactory scopes,
        SequentialIds ids,
        SyncSignal signal,
        Func<Instant> now)
    {
        (_store, _kinds, _options, _connectors, _publisher, _spreading) = (store, kinds, options, connectors, publisher, spreading);
        (_scopes, _ids, _signal, _now) = (scopes, ids, signal, now);
    }

    /// <summary>
    /// Links one of the host's records to one that stands in the system. A record of either side is in one link at most; where
    /// the system holds one record for each currency, in one for each. What waited for the link goes by itself. What happened to
    /// the system's record before, such as a payment, is told to the host's reactions before this returns; later changes are told
    /// like any other's.
    /// </summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="record">The host's record; where there is an <see cref="IHostSource{TRecord}"/> of its type, it must know it.</param>
    /// <param name="externalId">The system's id, or the address of the record's page as <see cref="RecordSource.Link"/> gives it;
    /// spaces around it are no harm.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">The engine does not move records of the type.</exception>
    /// <exception cref="ConnectorException">The connection cannot be used, or the system cannot be reached.</exception>
    public async Task<LinkOutcome> LinkAsync(
        string connectionId, LocalRecord record, string externalId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(record.LocalId, nameof(record));
        ArgumentException.ThrowIfNullOrWhiteSpace(externalId);
        var kind = _kinds.Get(record.Type);
        var session = await _connectors.OpenAsync(connectionId, cancellationToken).ConfigureAwait(false);
        // What happens to the record from now on must be read, even where the host never publishes.
        await new Sweep(_store, _kinds, _options, _ids, session, lease: null, _now).BeginAsync(cancellationToken).ConfigureAwait(false);
        var outcome = await new Linking(_store, kind, session, _scopes, _ids, _now)
            .RunAsync(record.LocalId, externalId, cancellationToken).ConfigureAwait(false);
        _signal.Wake();
        return outcome;
    }

    /// <summary>
    /// Forgets that a record is linked, in every variant; nothing is changed in the system. The next time the record is published
    /// it is created there, unless it is linked again.
    /// </summary>
    public async Task<LinkOutcome> UnlinkAsync(string connectionId, LocalRecord record, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(connectionId);
        while (true)
        {
            var links = await _store.FindLinksAsync(connectionId, [record], cancellationToken).ConfigureAwait(false);
            var open = await _store.ReadOpenEntriesAsync(connectionId, [record], cancellationToken).ConfigureAwait(false);
            if (links.Count == 0 || open.Any(one => one.State == EntryState.Sent))
            {
                return new LinkOutcome.Refused(
                    links.Count == 0 ? LinkTrouble.NotLinked(record) : LinkTrouble.OnItsWay(record, "the system")
                );
            }

            var candidates = await _store.QueryCandidatesAsync(
                new() { ConnectionId = connectionId, RecordType = record.Type, ExternalIds = [.. links.Select(one => one.ExternalId)] },
                cancellationToken).ConfigureAwait(false);
            var commit = new SyncCommit { At = _now(), Unlinked = links, Candidates = [.. candidates.Select(Candidacy.Unlinked)] };
            if (await _store.CommitAsync(commit, cancellationToken).ConfigureAwait(false) == CommitResult.Stored)
            {
                return new LinkOutcome.Unlinked([.. links]);
            }
        }
    }

    /// <summary>The links of one of the host's records, one for each variant; empty when there are none.</summary>
    public Task<IReadOnlyList<Link>> FindAsync(string connectionId, LocalRecord record, CancellationToken cancellationToken = default) =>
        _store.FindLinksAsync(connectionId, [record], cancellationToken);

    /// <summary>The link of one of the system's records; null when there is none.</summary>
    public async Task<Link?> FindByExternalIdAsync(
        string connectionId,
        RecordType type,
        string externalId,
        CancellationToken cancellationToken = default
    ) =>
        await _store.FindLinksByExternalAsync(connectionId, type, [externalId], cancellationToken).ConfigureAwait(false)
            is [var link, ..]
            ? link
            : null;

    /// <summary>The links of a type over a connection, the oldest first, a page at a time.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="type">The type of record.</param>
    /// <param name="after">The id of the last link of the page before; null for the first page.</param>
    /// <param name="max">The most links to bring.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlyList<Link>> ListAsync(
        string connectionId, RecordType type, Guid? after = null, int max = 100, CancellationToken cancellationToken = default) =>
        _store.ReadLinksAsync(connectionId, type, after, max, cancellationToken);

    /// <summary>Says what <see cref="BackfillAsync"/> would publish and what stands against it, and changes nothing.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="customerId">The host's id of a customer.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ConnectorException">
    /// The customer is not linked, the host has no source of what the system takes, the connection cannot be used, or the system cannot
    /// be reached.
    /// </exception>
    public Task<BackfillResult> PlanBackfillAsync(string connectionId, string customerId, CancellationToken cancellationToken = default) =>
        FillInAsync(connectionId, customerId, isPlan: true, cancellationToken);

    /// <summary>
    /// Publishes the history of a linked customer to this one connection: what the host's sources bring, is not linked, and is
    /// not on its way. It is sent behind what happens now. Running it again publishes only what is still missing.
    /// </summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="customerId">The host's id of a customer.</param>
    /// <param name="cancellationToken">Stops before the next batch; what was published stands.</param>
    /// <exception cref="ConnectorException">
    /// The customer is not linked, the host has no source of what the system takes, or the connection cannot be used.
    /// </exception>
    public Task<BackfillResult> BackfillAsync(string connectionId, string customerId, CancellationToken cancellationToken = default) =>
        FillInAsync(connectionId, customerId, isPlan: false, cancellationToken);

    private async Task<BackfillResult> FillInAsync(string connectionId, string customerId, bool isPlan, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(customerId);
        var session = await _connectors.OpenAsync(connectionId, cancellationToken).ConfigureAwait(false);
        var links = await FindAsync(connectionId, new(RecordType.Of<Customer>(), customerId), cancellationToken).ConfigureAwait(false);
        if (links.All(one => one.IsGone))
        {
            throw new ConnectorException(
                ConnectorErrorKind.Conflict,
                $"Customer '{customerId}' is not linked to a record in {session.Connector.Name}; link it or publish it first.");
        }

        var backfill = new Backfill(_store, _kinds, _publisher, _spreading, _scopes, session, _now);
        return await backfill.RunAsync(customerId, isPlan, cancellationToken).ConfigureAwait(false);
    }
}
