using Microsoft.Extensions.Diagnostics.HealthChecks;
using Sequence.Connectors.Sync;

namespace Sequence.Connectors.AspNetCore;

/// <summary>Whether the engine's store answers, and whether its work is being done.</summary>
internal sealed class ConnectorHealthCheck(ISyncStore store, TimeProvider clock) : IHealthCheck
{
    private static readonly Duration Patience = Duration.FromMinutes(5);

    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = Instant.FromDateTimeOffset(clock.GetUtcNow());
        try
        {
            var late = await store.FindDueAsync(now - Patience, maxConnections: 1, cancellationToken).ConfigureAwait(false);
            return late.Connections is [var oldest, ..]
                ? new(
                    context.Registration.FailureStatus,
                    $"Work on a connection has been due since {oldest.DueAt}, and nobody does it. Does a process run the worker of AddSync()?"
                )
                : HealthCheckResult.Healthy();
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new(HealthStatus.Unhealthy, "The store of the connectors does not answer.", exception);
        }
    }
}
