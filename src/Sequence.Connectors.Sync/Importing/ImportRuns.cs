using System.Collections.Concurrent;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Sync;

/// <summary>
/// Imports that go on though nobody waits for them: one at a time for each connection, whichever process it runs in, and so many at a
/// time in this one. When the host stops, what runs breaks off; the next run goes on where it was.
/// </summary>
internal sealed class ImportRuns(ISyncStore store, SyncOptions options, SequentialIds ids, ILogger log, Func<Instant> now)
    : IHostedService,
        IDisposable
{
    private readonly ConcurrentDictionary<Guid, Task> _running = [];
    private readonly SemaphoreSlim _slots = new(options.MaxImports);
    private readonly CancellationTokenSource _stop = new();

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        await Task.WhenAll(_running.Values).WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public void Dispose()
    {
        // The container disposes of it once for each service that it is.
        if (!_stop.IsCancellationRequested)
        {
            _stop.Cancel();
        }

        _stop.Dispose();
        _slots.Dispose();
    }

    /// <summary>Starts a run; where one of the connection is under way, that one is returned instead.</summary>
    public async Task<ImportRun> StartAsync(Connection connection, string? by, ImportReading read, CancellationToken cancellationToken)
    {
        var run = new ImportRun
        {
            Id = ids.Next(),
            Tenant = connection.Tenant,
            ConnectionId = connection.Id,
            By = by,
            StartedAt = now(),
            ChangedAt = now(),
        };
        var life = new ImportLife(store, run, now);
        if (!await life.BeginAsync(cancellationToken).ConfigureAwait(false))
        {
            return await store
                .QueryRunsAsync(new() { ConnectionId = connection.Id, State = ImportRunState.Running, Max = 1 }, cancellationToken)
                .ConfigureAwait(false) is [var open]
                ? open
                : throw new ConnectorException(
                    ConnectorErrorKind.Conflict,
                    $"An import over the connection '{connection.Id}' has just begun or ended; look at its runs."
                )
                {
                    ConnectionId = connection.Id,
                };
        }

        _running[run.Id] = Task.Run(() => RunAsync(life, read), CancellationToken.None);
        return life.Run;
    }

    /// <summary>Runs as they are: what nothing was heard of for long has broken off.</summary>
    public async Task<IReadOnlyList<ImportRun>> QueryAsync(ImportRunQuery query, CancellationToken cancellationToken)
    {
        var found = await store.QueryRunsAsync(query, cancellationToken).ConfigureAwait(false);
        return [.. found.Select(one => ImportLife.IsLost(one, now()) ? one with { State = ImportRunState.BrokenOff } : one)];
    }

    private async Task RunAsync(ImportLife life, ImportReading read)
    {
        var stopping = _stop.Token;
        try
        {
            await life.WaitForTurnAsync(_slots, stopping).ConfigureAwait(false);
            try
            {
                await life.RunAsync(read, stopping).ConfigureAwait(false);
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await EndAsync(life, () => life.EndAsync(ImportRunState.BrokenOff, problem: null)).ConfigureAwait(false);
        }
        catch (ConnectorException exception)
        {
            var problem = Trouble.NotAttempted(exception.Kind, exception.Message);
            await EndAsync(life, () => life.EndAsync(ImportRunState.Failed, problem)).ConfigureAwait(false);
        }
#pragma warning disable CA1031 // Nobody waits for the run: what is not told here is told nowhere.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            SyncLog.ImportRunFailed(log, exception, life.Run.Id, life.Run.ConnectionId);
            await EndAsync(life, () => life.EndAsync(ImportRunState.Failed, ImportTrouble.RunFailed(life.Run))).ConfigureAwait(false);
        }
        finally
        {
            _running.TryRemove(life.Run.Id, out _);
        }
    }

    private async Task EndAsync(ImportLife life, Func<Task> end)
    {
        try
        {
            await end().ConfigureAwait(false);
        }
#pragma warning disable CA1031 // The store fails: the run is found lost when nothing is heard of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            SyncLog.ImportRunFailed(log, exception, life.Run.Id, life.Run.ConnectionId);
        }
    }
}
