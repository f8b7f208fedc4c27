using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Whether the engine's store answers, and whether its work is being done.</summary>
internal sealed class ConnectorHealthCheck(ISyncStore store, TimeProvider clock) : IHealthCheck
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
            return since is null
                ? HealthCheckResult.Healthy()
                : new(
                    context.Registration.FailureStatus,
                    $"{what} has been due since {since}, and nobody does it. Does a process run the worker of AddSync()?"
                );
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(HealthStatus.Unhealthy, "The store of the connectors does not answer.", exception);
        }
    }
}
