using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Sync;

/// <summary>
/// Keeps the engine at work while the host runs. A stop lets what has left be answered and stores it; what has not left waits for
/// the next start.
/// </summary>
internal sealed partial class SyncWorker(
    SyncRunner runner,
    BacklogMeter backlog,
    SyncSignal signal,
    SyncOptions options,
    TimeProvider clock,
    ILogger<SyncWorker> log
) : BackgroundService
{
    private static readonly TimeSpan LongestRest = TimeSpan.FromMilliseconds(20);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var running = new List<Task>();
        while (options.RunsWorker && !stoppingToken.IsCancellationRequested)
        {
            running.RemoveAll(turn => turn.IsCompleted);
            var began = clock.GetTimestamp();
            try
            {
                running.AddRange(await runner.StartDueAsync(stoppingToken).ConfigureAwait(false));
                await backlog.ShowAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                break;
            }
#pragma warning disable CA1031 // Whatever the store throws, the engine must not stop for ever.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailed(exception);
            }

            // Looking takes at most half of the time, however often something calls: what comes meanwhile is found by one look.
            await Task.Delay(Rest(clock.GetElapsedTime(began)), clock, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await ((Task)signal.WaitAsync(options.LongestSleep, clock, stoppingToken)).ConfigureAwait(
                ConfigureAwaitOptions.SuppressThrowing
            );
        }

        await Task.WhenAll(running).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static TimeSpan Rest(TimeSpan look) => look < LongestRest ? look : LongestRest;

    [LoggerMessage(Level = LogLevel.Error, Message = "The engine could not look at its work; it tries again.")]
    private partial void LogFailed(Exception exception);
}
