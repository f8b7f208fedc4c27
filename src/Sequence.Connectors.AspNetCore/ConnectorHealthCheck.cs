using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Whether the engine's store answers, and whether its work is being done.</summary>
internal sealed class ConnectorHealthCheck(ISyncStore store, IConnectionStore connections, TimeProvider clock) : IHealthCheck
{
    private static readonly Duration Patience = Duration.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var late = Instant.FromDateTimeOffset(clock.GetUtcNow()) - Patience;
        try
        {
            var due = await store.FindDueAsync(late, maxConnections: 1, cancellationToken).ConfigureAwait(false);
            var (what, since) = due.OldestPublicationAt <= late
                ? ("A publication", due.OldestPublicationAt)
                : ("Work on a connection", due.Connections is [{ DueAt: var oldest }, ..] ? oldest : null);
            var trouble = since is null
                ? await SilenceAsync(cancellationToken).ConfigureAwait(false)
                : $"{what} has been due since {since}, and nobody does it. Does a process run the worker of AddSync()?";
            return trouble is null ? HealthCheckResult.Healthy() : new(context.Registration.FailureStatus, trouble);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(HealthStatus.Unhealthy, "The store of the connectors does not answer.", exception);
        }
    }

    // A connection that was ended meanwhile awaits no webhook.
    private async Task<string?> SilenceAsync(CancellationToken cancellationToken)
    {
        var silent = new StandstillQuery { RecordType = Standstill.Webhooks, OnlyProblems = true };
        foreach (var one in await store.QueryStandstillsAsync(silent, cancellationToken).ConfigureAwait(false))
        {
            var connection = await connections.FindAsync(one.ConnectionId, cancellationToken).ConfigureAwait(false);
            if (connection?.State == ConnectionState.Active)
            {
                return $"Webhooks do not come for the connection {one.ConnectionId} to {connection.Connector}, as GET /problems says.";
            }
        }

        return null;
    }
}
