namespace Sequence.Connectors.Sync;

/// <summary>Reads all records of a type into candidates; what broke off goes on where it was.</summary>
internal sealed class CandidateRead(ISyncStore store, RecordKind kind, ConnectorSession session, CandidateIntake intake, Func<Instant> now)
{
    private const int BatchSize = 500;
    private SweepCursor _open = null!;
    private SweepCursor _done = null!;
    private ImportResult _result = new();

    private string ConnectionId => session.Connection.Id;

    /// <summary>
    /// Where an import that is open keeps its place, and when it began; beside the cursors of the sweeps, and never due by
    /// itself. Without a moment, none is open.
    /// </summary>
    public static RecordType OpenCursor(RecordType type) => new($"{type.Name}.Import.Open");

    /// <summary>When the last complete import began.</summary>
    public static RecordType DoneCursor(RecordType type) => new($"{type.Name}.Import");

    public async Task<ImportResult> RunAsync(Func<ImportResult, Task> told, CancellationToken cancellationToken)
    {
        var startedAt = await BeginAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            while (!await ReadAsync(told, cancellationToken).ConfigureAwait(false))
            {
                // The system forgot where the last run broke off: everything is read from the beginning.
            }

            var gone = await MissAsync(startedAt, cancellationToken).ConfigureAwait(false);
            _result = _result with { Gone = _result.Gone + gone };
            var closed = _open with { Cursor = null, FreshAt = null, Failures = 0, Problem = null };
            await StoreAsync([], [closed, _done with { FreshAt = startedAt }], cancellationToken).ConfigureAwait(false);
            await told(_result).ConfigureAwait(false);
            return _result;
        }
        catch (ConnectorException exception)
        {
            var problem = Trouble.NotAttempted(exception.Kind, exception.Message);
            await StoreAsync([], [_open with { Failures = _open.Failures + 1, Problem = problem }], CancellationToken.None)
                .ConfigureAwait(false);
            throw;
        }
    }

    private async Task<Instant> BeginAsync(CancellationToken cancellationToken)
    {
        var all = await store.ReadCursorsAsync(ConnectionId, cancellationToken).ConfigureAwait(false);
        _done = Find(all, DoneCursor(kind.Type));
        _open = Find(all, OpenCursor(kind.Type));
        var startedAt = _open.FreshAt ?? now();
        _open = _open with { FreshAt = startedAt };
        return startedAt;
    }

    private SweepCursor Find(IReadOnlyList<SweepCursor> all, RecordType type) => all.FirstOrDefault(one => one.RecordType == type)
        ?? new() { Tenant = session.Connection.Tenant, ConnectionId = ConnectionId, RecordType = type };

    // Returns whether everything was read.
    private async Task<bool> ReadAsync(Func<ImportResult, Task> told, CancellationToken cancellationToken)
    {
        var state = ChangePageState.End;
        await foreach (var page in kind.ReadAsync(session, new() { After = _open.Cursor }, cancellationToken).ConfigureAwait(false))
        {
            state = page.State;
            var next = state == ChangePageState.CursorExpired ? null : page.Next ?? _open.Cursor;
            await StoreAsync(page.Looks, [_open with { Cursor = next }], cancellationToken).ConfigureAwait(false);
            await told(_result).ConfigureAwait(false);
        }

        return state != ChangePageState.CursorExpired;
    }

    // The first cursor is that of the open import.
    private async Task StoreAsync(IReadOnlyList<RemoteLook> looks, IReadOnlyList<SweepCursor> cursors, CancellationToken cancellationToken)
    {
        _result = _result.Plus(
            await intake.TakeInAsync(looks, cursors, cancellationToken).ConfigureAwait(false)
                ?? throw new ConnectorException(
                    ConnectorErrorKind.Conflict,
                    $"Another import of the same records over the connection '{ConnectionId}' is at work; wait until it is done."
                )
        );
        _open = cursors[0] with { Version = cursors[0].Version + 1 };
    }

    // What a complete sweep did not bring is looked at by its id, for it may have moved between pages; only what is not found then is gone.
    private async Task<int> MissAsync(Instant startedAt, CancellationToken cancellationToken)
    {
        var gone = 0;
        string? after = null;
        while (true)
        {
            var missed = await store
                .QueryCandidatesAsync(
                    new()
                    {
                        ConnectionId = ConnectionId,
                        RecordType = kind.Type,
                        ReadBefore = startedAt,
                        After = after,
                        Max = BatchSize,
                    },
                    cancellationToken
                )
                .ConfigureAwait(false);
            if (missed.Count == 0)
            {
                return gone;
            }

            after = missed[^1].ExternalId;
            var ids = missed.Where(one => one.State != CandidateState.Gone).Select(one => one.ExternalId).ToList();
            if (ids.Count > 0)
            {
                var looks = await kind.FindAsync(session, ids, cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
                gone += (await intake.TakeInAsync(looks, [], cancellationToken).ConfigureAwait(false))?.Gone ?? 0;
            }
        }
    }
}
