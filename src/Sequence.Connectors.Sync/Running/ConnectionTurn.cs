using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.Sync;

/// <summary>
/// One connection's turn: what is uncertain is settled, what is due is sent, what was told is looked at, and what may have been
/// missed is read.
/// </summary>
internal sealed class ConnectionTurn(
    ISyncStore store,
    RecordKinds kinds,
    SyncOptions options,
    SequentialIds ids,
    SequenceConnectors connectors,
    IServiceScopeFactory scopes,
    Func<Instant> now
)
{
    /// <summary>Works on the connection until its turn is over.</summary>
    /// <returns>When the connection may be worked on again at the earliest; null when nothing stands in the way.</returns>
    public async Task<Instant?> RunAsync(ConnectionLease lease, SyncDoubt? doubt, CancellationToken cancellationToken)
    {
        ConnectorSession session;
        try
        {
            session = await connectors.OpenAsync(lease.ConnectionId, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            return await PutOffAsync(lease, exception, cancellationToken).ConfigureAwait(false);
        }

        await new Sweep(store, kinds, options, ids, session, lease, now).BeginAsync(cancellationToken).ConfigureAwait(false);
        var outbound = new Outbound(store, kinds, options, ids, session, lease, now);
        await outbound.RunAsync(doubt, cancellationToken).ConfigureAwait(false);
        if (outbound.StoppedUntil is { } until)
        {
            return until;
        }

        lease = await store.RenewAsync(lease, now(), options.LeaseTime, cancellationToken).ConfigureAwait(false);
        // What the sweep finds is looked at in the same turn.
        var sweep = new Sweep(store, kinds, options, ids, session, lease, now);
        await sweep.RunAsync(cancellationToken).ConfigureAwait(false);
        var inbound = new Inbound(store, kinds, options, ids, session, lease, scopes, now);
        await inbound.RunAsync(cancellationToken).ConfigureAwait(false);
        return inbound.StoppedUntil ?? sweep.StoppedUntil;
    }

    // Whoever looks at what did not sync sees why.
    private async Task<Instant?> PutOffAsync(ConnectionLease lease, ConnectorException exception, CancellationToken cancellationToken)
    {
        var until = now() + options.LongestRetry;
        var due = await store.ReadDueEntriesAsync(lease.ConnectionId, now(), options.TurnSize, cancellationToken).ConfigureAwait(false);
        var problem = Trouble.NotAttempted(exception.Kind, exception.Message);
        await store
            .CommitAsync(
                new()
                {
                    At = now(),
                    Lease = lease,
                    Entries =
                    [
                        .. due.Select(entry =>
                            Recording.Wrong(entry, [problem], Trouble.WhoFixes(exception.Kind), now()) with
                            {
                                DueAt = until,
                            }
                        ),
                    ],
                },
                cancellationToken
            )
            .ConfigureAwait(false);
        return until;
    }
}
