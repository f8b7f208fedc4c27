namespace Sequence.Connectors.Sync;

/// <summary>What the store is told of one run: that it lives, how far it has come, how it ended.</summary>
internal sealed class ImportLife(ISyncStore store, ImportRun run, Func<Instant> now)
{
    // Each page renews it; nothing that a page waits for takes longer.
    private static readonly Duration LeaseTime = Duration.FromMinutes(10);
    private static readonly TimeSpan SignOfLife = TimeSpan.FromMinutes(1);
    private ConnectionLease? _lease;

    /// <summary>The run as it is stored.</summary>
    public ImportRun Run { get; private set; } = run;

    private string Subject => $"{Run.ConnectionId}/import";

    private string Owner => Run.Id.ToString("N");

    /// <summary>Whether the process of a run that is not over must be gone.</summary>
    public static bool IsLost(ImportRun run, Instant now) => run.State == ImportRunState.Running && run.ChangedAt + LeaseTime < now;

    /// <summary>Stores the run, unless another of the connection is under way.</summary>
    public async Task<bool> BeginAsync(CancellationToken cancellationToken)
    {
        _lease = await store.AcquireAsync(Subject, Owner, now(), LeaseTime, cancellationToken).ConfigureAwait(false);
        if (_lease is null)
        {
            return false;
        }

        // Whoever had the lease before, and did not end, is not there any more.
        var lost = await store
            .QueryRunsAsync(new() { ConnectionId = Run.ConnectionId, State = ImportRunState.Running }, cancellationToken)
            .ConfigureAwait(false);
        await StoreAsync(Run, [.. lost.Select(one => one with { State = ImportRunState.BrokenOff })]).ConfigureAwait(false);
        return true;
    }

    /// <summary>Waits until fewer runs of this process are at work than may be.</summary>
    public async Task WaitForTurnAsync(SemaphoreSlim slots, CancellationToken cancellationToken)
    {
        while (!await slots.WaitAsync(SignOfLife, cancellationToken).ConfigureAwait(false))
        {
            await LiveAsync(new()).ConfigureAwait(false);
        }
    }

    /// <summary>Reads to the end, and tells after each page.</summary>
    public async Task RunAsync(ImportReading read, CancellationToken cancellationToken)
    {
        var result = await read(LiveAsync, cancellationToken).ConfigureAwait(false);
        Run = Run.With(result, now());
        await EndAsync(ImportRunState.Done, problem: null).ConfigureAwait(false);
    }

    /// <summary>Stores how the run ended, and lets the next one begin.</summary>
    public async Task EndAsync(ImportRunState state, Problem? problem)
    {
        await StoreAsync(Run with { State = state, Problem = problem, ChangedAt = now() }, []).ConfigureAwait(false);
        await store.ReleaseAsync(_lease!, CancellationToken.None).ConfigureAwait(false);
    }

    private async Task LiveAsync(ImportResult result)
    {
        _lease =
            await store.AcquireAsync(Subject, Owner, now(), LeaseTime, CancellationToken.None).ConfigureAwait(false)
            ?? throw new ConnectorException(
                ConnectorErrorKind.Conflict,
                $"Another import over the connection '{Run.ConnectionId}' began, because nothing was heard of this one."
            );
        await StoreAsync(Run.With(result, now()), []).ConfigureAwait(false);
    }

    // Where another run found this one lost, that stands.
    private async Task StoreAsync(ImportRun next, ImportRun[] others)
    {
        var commit = new SyncCommit { At = now(), Runs = [next, .. others] };
        if (await store.CommitAsync(commit, CancellationToken.None).ConfigureAwait(false) == CommitResult.Stored)
        {
            Run = next with { Version = next.Version + 1 };
        }
    }
}
