using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Sequence.Connectors.EntityFrameworkCore.Sqlite;

/// <summary>Brings the tables up to date before the services of the host start.</summary>
internal sealed class Migrating(IServiceScopeFactory scopes) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var scope = scopes.CreateAsyncScope();
        await using var _ = scope.ConfigureAwait(false);
        var database = scope.ServiceProvider.GetRequiredService<SequenceConnectorsDbContext>().Database;

        // Migrating takes a lock that a process which dies holding it never gives back; so nobody takes it without need.
        if ((await database.GetPendingMigrationsAsync(cancellationToken).ConfigureAwait(false)).Any())
        {
            await database.MigrateAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
