using System.Collections.Concurrent;

namespace Sequence.Connectors.Sync;

/// <summary>
/// Watches whether webhooks come. Quiet is not sick: only a change by others, of which none told in time and after which none came, is a
/// problem; the next delivery ends it.
/// </summary>
internal sealed class WebhookWatch(ISyncStore store, SyncOptions options, SequentialIds ids, Func<Instant> now)
{
    private static readonly Duration Detail = Duration.FromMinutes(1);
    private readonly ConcurrentDictionary<string, Instant> _heard = new(StringComparer.Ordinal);

    // What happened before may have been told while nobody listened.
    private readonly Instant _listeningSince = now();

    /// <summary>Remembers that a delivery told of connections, at most once a minute for each.</summary>
    public async Task HearAsync(IEnumerable<Connection> connections, CancellationToken cancellationToken)
    {
        var at = now();
        var heard = connections.Select(one => one.Id).Where(id => !(_heard.TryGetValue(id, out var last) && at - last < Detail)).ToList();
        if (heard.Count == 0)
        {
            return;
        }

        var over = new List<Standstill>();
        foreach (var id in heard)
        {
            over.AddRange(await SilencesAsync(id, cancellationToken).ConfigureAwait(false));
        }

        var deliveries = heard.Select(id => new LastDelivery { ConnectionId = id, At = at }).ToList();
        await store.CommitAsync(new() { At = at, Deliveries = deliveries, Resumed = over }, cancellationToken).ConfigureAwait(false);
        heard.ForEach(id => _heard[id] = at);
    }

    /// <summary>Judges a change of which a sweep told and no webhook.</summary>
    /// <param name="session">The connection's session.</param>
    /// <param name="lease">The lease of the turn.</param>
    /// <param name="link">The record that was changed.</param>
    /// <param name="at">When it was changed; null where that is not known, so that nothing can be told from it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>Whether something was stored, or had to be; anything else than stored means that the lease is lost.</returns>
    public async Task<CommitResult?> MissAsync(
        ConnectorSession session,
        ConnectionLease lease,
        Link link,
        Instant? at,
        CancellationToken cancellationToken
    )
    {
        if (session.Surface.Webhooks is not { } receiver || at is not { } changed || !IsOverdue(changed))
        {
            return null;
        }

        var known = await SilencesAsync(link.ConnectionId, cancellationToken).ConfigureAwait(false);
        if (!receiver.Awaits(session.Connection))
        {
            return known.Count == 0
                ? null
                : await store
                    .CommitAsync(new() { At = now(), Lease = lease, Resumed = known }, cancellationToken)
                    .ConfigureAwait(false);
        }

        var last = await store.ReadDeliveriesAsync([link.ConnectionId], cancellationToken).ConfigureAwait(false);
        if (last is [{ At: var heard }] && heard >= changed)
        {
            return null;
        }

        var silence = Silence(session, link, known is [var before, ..] ? before : null) with
        {
            Problem = Trouble.WebhookSilent(session.Connector, receiver, link, changed, options.WebhookAddress),
        };
        return await store
            .CommitAsync(new() { At = now(), Lease = lease, Standstills = [silence] }, cancellationToken)
            .ConfigureAwait(false);
    }

    private bool IsOverdue(Instant changed) => changed > _listeningSince && now() - changed > options.WebhookPatience;

    private Standstill Silence(ConnectorSession session, Link link, Standstill? before) =>
        new()
        {
            Id = before?.Id ?? ids.Next(),
            Tenant = session.Connection.Tenant,
            ConnectionId = link.ConnectionId,
            RecordType = Standstill.Webhooks,
            Until = now() + options.SweepEvery,
            Tries = (before?.Tries ?? 0) + 1,
            FixedBy = FixedBy.Engineer,
            Since = before?.Since ?? now(),
        };

    private Task<IReadOnlyList<Standstill>> SilencesAsync(string connectionId, CancellationToken cancellationToken) =>
        store.QueryStandstillsAsync(new() { ConnectionId = connectionId, RecordType = Standstill.Webhooks }, cancellationToken);
}
