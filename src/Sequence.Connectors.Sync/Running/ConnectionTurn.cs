using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Sync;

/// <summary>
/// One connection's turn: what is uncertain is settled, what is due is sent, what may have been missed is read, and what was told
/// is looked at. What fails in one direction keeps the other from nothing, unless the failure is the connection's.
/// </summary>
internal sealed class ConnectionTurn(
    ISyncStore store,
    RecordKinds kinds,
    SyncOptions options,
    SequentialIds ids,
    SequenceConnectors connectors,
    IServiceScopeFactory scopes,
    WebhookWatch watch,
    ILogger log,
    Func<Instant> now
)
{
    /// <summary>Works on the connection until its turn is over.</summary>
    /// <returns>Whether something was stored.</returns>
    public async Task<bool> RunAsync(string tenant, ConnectionLease lease, SyncDoubt? doubt, CancellationToken cancellationToken)
    {
        var rests = new Standstills(store, options, ids, tenant, lease, now);
        await rests.ReadAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await OpenAsync(lease, rests, cancellationToken).ConfigureAwait(false) is not { } session
                || await RunAsync(session, lease, rests, doubt, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is not LeaseLostException && !cancellationToken.IsCancellationRequested)
        {
            // One connection's trouble is not another's: it rests, the others go on.
            SyncLog.TurnFailed(log, exception, lease.ConnectionId);
            var until = now() + rests.NextWait(Standstill.Connection);
            await rests
                .StopAsync(Standstill.Connection, until, cancellationToken, Trouble.ConnectionFailed(lease.ConnectionId), FixedBy.Engineer)
                .ConfigureAwait(false);
            return true;
        }
    }

    private async Task<ConnectorSession?> OpenAsync(ConnectionLease lease, Standstills rests, CancellationToken cancellationToken)
    {
        try
        {
            return await connectors.OpenAsync(lease.ConnectionId, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            await PutOffAsync(lease, exception, cancellationToken).ConfigureAwait(false);
            await rests.GoOnAsync(Standstill.Webhooks, cancellationToken).ConfigureAwait(false);
            await rests.StopAsync(Standstill.Connection, now() + options.LongestRetry, cancellationToken).ConfigureAwait(false);
            return null;
        }
    }

    private async Task<bool> RunAsync(
        ConnectorSession session, ConnectionLease lease, Standstills rests, SyncDoubt? doubt, CancellationToken cancellationToken)
    {
        var held = new HeldLease(store, options, lease, now);
        var sweep = new Sweep(store, kinds, options, ids, session, held, rests, log, now);
        var worked = await sweep.BeginAsync(cancellationToken).ConfigureAwait(false);
        var outbound = new Outbound(store, kinds, options, ids, session, held, log, now);
        if (!rests.Rests(Standstill.Sending))
        {
            await outbound.RunAsync(doubt, cancellationToken).ConfigureAwait(false);
            worked |= outbound.Worked;
            await RestAsync(rests, Standstill.Sending, outbound.IsWholeConnection ? null : outbound.StoppedUntil, cancellationToken)
                .ConfigureAwait(false);
        }

        var until = outbound.IsWholeConnection ? outbound.StoppedUntil : null;
        if (until is null)
        {
            // What the sweep finds is looked at in the same turn.
            await sweep.RunAsync(cancellationToken).ConfigureAwait(false);
            var inbound = new Inbound(store, kinds, options, ids, session, held, scopes, watch, log, now);
            await inbound.RunAsync(cancellationToken).ConfigureAwait(false);
            worked |= sweep.Worked || inbound.Worked;
            until = inbound.StoppedUntil ?? sweep.StoppedUntil;
        }

        await RestAsync(rests, Standstill.Connection, until, cancellationToken).ConfigureAwait(false);
        return worked || rests.Worked;
    }

    // What fails again and again is tried ever more rarely, whichever record it is tried with.
    private async Task RestAsync(Standstills rests, RecordType type, Instant? until, CancellationToken cancellationToken)
    {
        if (until is not { } end)
        {
            await rests.GoOnAsync(type, cancellationToken).ConfigureAwait(false);
            return;
        }

        var longer = now() + rests.NextWait(type);
        await rests.StopAsync(type, end > longer ? end : longer, cancellationToken).ConfigureAwait(false);
    }

    // Whoever looks at what did not sync sees why. What bears the reason already is left as it is.
    private async Task PutOffAsync(ConnectionLease lease, ConnectorException exception, CancellationToken cancellationToken)
    {
        var due = await store.ReadDueEntriesAsync(lease.ConnectionId, now(), options.TurnSize, cancellationToken).ConfigureAwait(false);
        var problem = Trouble.NotAttempted(exception.Kind, exception.Message);
        var unmarked = due.Where(entry => !entry.Problems.Contains(problem))
            .Select(entry => Recording.Wrong(entry, [problem], Trouble.WhoFixes(exception.Kind), now()))
            .ToList();
        if (unmarked.Count > 0)
        {
            await store.CommitAsync(new() { At = now(), Lease = lease, Entries = unmarked }, cancellationToken).ConfigureAwait(false);
        }
    }
}
