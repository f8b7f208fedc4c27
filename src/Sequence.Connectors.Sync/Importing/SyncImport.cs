using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Sequence.Connectors.Sync;

/// <summary>
/// Imports the customers of a system: reads them into candidates that people can look through, and has the host make its own of
/// those that are chosen. What cannot be imported has every reason.
/// </summary>
public sealed class SyncImport
{
    private readonly ISyncStore _store;
    private readonly RecordKinds _kinds;
    private readonly SyncOptions _options;
    private readonly SequenceConnectors _connectors;
    private readonly SyncLinks _links;
    private readonly IServiceScopeFactory _scopes;
    private readonly SequentialIds _ids;
    private readonly SyncSignal _signal;
    private readonly ImportRuns _runs;
    private readonly ILogger _log;
    private readonly Func<Instant> _now;
    private readonly RecordKind _kind;

    internal SyncImport(
        ISyncStore store,
        RecordKinds kinds,
        SyncOptions options,
        SequenceConnectors connectors,
        SyncLinks links,
        IServiceScopeFactory scopes,
        SequentialIds ids,
        SyncSignal signal,
        ImportRuns runs,
        ILogger log,
        Func<Instant> now)
    {
        (_store, _kinds, _options, _connectors, _links) = (store, kinds, options, connectors, links);
        (_scopes, _ids, _signal, _runs, _log, _now) = (scopes, ids, signal, runs, log, now);
        _kind = kinds.Get(Customers);
    }

    private static RecordType Customers { get; } = RecordType.Of<Customer>();

    /// <summary>
    /// Reads all customers of a connection into candidates, a page at a time. One that broke off, even with the process, goes on
    /// where it was when it is run again. Running it later makes nothing twice: it updates what was changed, and marks what is
    /// gone once everything was read. No record of the host is made.
    /// </summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="progress">Is told after each page what this run has read so far.</param>
    /// <param name="cancellationToken">Stops after the page that is being stored.</param>
    /// <exception cref="ConnectorException">
    /// The connection cannot be used, the system cannot be reached, or another import over the connection is at work; what was read stands.
    /// </exception>
    public async Task<ImportResult> RunAsync(
        string connectionId, IProgress<ImportResult>? progress = null, CancellationToken cancellationToken = default)
    {
        var session = await _connectors.OpenAsync(connectionId, cancellationToken).ConfigureAwait(false);
        return await ReadAsync(session, Tell, cancellationToken).ConfigureAwait(false);

        Task Tell(ImportResult result)
        {
            progress?.Report(result);
            return Task.CompletedTask;
        }
    }

    /// <summary>
    /// Starts <see cref="RunAsync"/> in the background of this process, and returns at once: the run goes on though nobody waits for it,
    /// until it is done or the host stops. One run at a time is under way over a connection.
    /// </summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="by">Who started it; null when nobody says.</param>
    /// <param name="cancellationToken">Ends the wait for the start, and not the run.</param>
    /// <returns>The run, or the one that is under way; <see cref="FindRunAsync"/> says how far it has come.</returns>
    /// <exception cref="ConnectorException">The connection cannot be used.</exception>
    public async Task<ImportRun> StartAsync(string connectionId, string? by = null, CancellationToken cancellationToken = default)
    {
        var session = await _connectors.OpenAsync(connectionId, cancellationToken).ConfigureAwait(false);
        return await _runs
            .StartAsync(session.Connection, by, (told, token) => ReadAsync(session, told, token), cancellationToken)
            .ConfigureAwait(false);
    }

    /// <summary>A run of an import as it stands now; null when there is none of that id.</summary>
    public async Task<ImportRun?> FindRunAsync(Guid id, CancellationToken cancellationToken = default) =>
        await _runs.QueryAsync(new() { Id = id, Max = 1 }, cancellationToken).ConfigureAwait(false) is [var run] ? run : null;

    /// <summary>The runs of imports that were started with <see cref="StartAsync"/>, newest first, a page at a time.</summary>
    public Task<IReadOnlyList<ImportRun>> ListRunsAsync(ImportRunQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _runs.QueryAsync(query, cancellationToken);
    }

    /// <summary>
    /// Where the import of a connection stands, for a page to show: whether one is open, how fresh the candidates are, and how
    /// many there are.
    /// </summary>
    public async Task<ImportStatus> ReadStatusAsync(string connectionId, CancellationToken cancellationToken = default)
    {
        var cursors = await _store.ReadCursorsAsync(connectionId, cancellationToken).ConfigureAwait(false);
        var open = cursors.FirstOrDefault(one => one.RecordType == CandidateRead.OpenCursor(Customers));
        return new()
        {
            StartedAt = open?.FreshAt,
            FreshAt = cursors.FirstOrDefault(one => one.RecordType == CandidateRead.DoneCursor(Customers))?.FreshAt,
            Problem = open?.Problem,
            Candidates = await _store.CountCandidatesAsync(connectionId, Customers, cancellationToken).ConfigureAwait(false),
        };
    }

    /// <summary>The candidates of a connection, by the system's id, a page at a time.</summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="state">The state; null for all.</param>
    /// <param name="after">The system's id of the last candidate of the page before; null for the first page.</param>
    /// <param name="max">The most candidates to bring.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<IReadOnlyList<Candidate>> ListAsync(
        string connectionId,
        CandidateState? state = null,
        string? after = null,
        int max = 100,
        CancellationToken cancellationToken = default
    ) =>
        _store.QueryCandidatesAsync(
            new() { ConnectionId = connectionId, RecordType = Customers, State = state, After = after, Max = max }, cancellationToken);

    /// <summary>Reads one customer again, after it was mended in the system.</summary>
    /// <returns>The candidate as it now stands; null when the system does not show the record and never did.</returns>
    /// <exception cref="ConnectorException">The connection cannot be used, or the system cannot be reached.</exception>
    public async Task<Candidate?> ReloadAsync(string connectionId, string externalId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(externalId);
        var session = await _connectors.OpenAsync(connectionId, cancellationToken).ConfigureAwait(false);
        var looks = await _kind.FindAsync(session, [externalId], cancellationToken).ToListAsync(cancellationToken).ConfigureAwait(false);
        await Intake(session).TakeInAsync(looks, [], cancellationToken).ConfigureAwait(false);
        _signal.Wake();
        return await FindAsync(connectionId, externalId, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Has the host make its own customers of candidates, and links them. Each candidate has an outcome of its own; one that is
    /// refused holds up no other. What is linked already is not made again.
    /// </summary>
    /// <param name="connectionId">The connection.</param>
    /// <param name="externalIds">The system's ids of the candidates; null for all that are <see cref="CandidateState.Ready"/>.</param>
    /// <param name="cancellationToken">Stops before the next batch; what was imported stands.</param>
    /// <exception cref="ConnectorException">
    /// The host has not said how it imports (<see cref="SyncBuilder.Import{TImport}"/>), or the connection cannot be used.
    /// </exception>
    public async IAsyncEnumerable<ImportOutcome> CommitAsync(
        string connectionId,
        IReadOnlyCollection<string>? externalIds = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await RequireImportAsync().ConfigureAwait(false);
        var session = await _connectors.OpenAsync(connectionId, cancellationToken).ConfigureAwait(false);
        // What happens to the customers from now on must be read, even where the host never publishes.
        await new Sweep(_store, _kinds, _options, _ids, session, held: null, rests: null, _log, _now)
            .BeginAsync(cancellationToken).ConfigureAwait(false);
        var commit = new CandidateCommit(_store, _kind, session, _scopes, _ids, _log, _now);
        await foreach (var outcome in commit.RunAsync(externalIds, cancellationToken).ConfigureAwait(false))
        {
            _signal.Wake();
            yield return outcome;
        }
    }

    /// <summary>
    /// Links a candidate to the host's customer that was proposed for it; another one is linked by
    /// <see cref="SyncLinks.LinkAsync"/>.
    /// </summary>
    /// <exception cref="ConnectorException">The connection cannot be used, or the system cannot be reached.</exception>
    public async Task<LinkOutcome> AcceptMatchAsync(string connectionId, string externalId, CancellationToken cancellationToken = default)
    {
        var candidate = await FindAsync(connectionId, externalId, cancellationToken).ConfigureAwait(false);
        return candidate switch
        {
            null => new LinkOutcome.Refused(ImportTrouble.Unknown(externalId)),
            { State: CandidateState.Matched, LocalId: { } localId } =>
                await _links.LinkAsync(connectionId, new(Customers, localId), externalId, cancellationToken).ConfigureAwait(false),
            _ => new LinkOutcome.Refused(ImportTrouble.NoMatch(candidate)),
        };
    }

    /// <summary>Says that a candidate is not the host's customer that was proposed for it. The same one is not proposed again.</summary>
    /// <returns>The candidate as it now stands; null when no match was proposed for it.</returns>
    public async Task<Candidate?> RefuseMatchAsync(string connectionId, string externalId, CancellationToken cancellationToken = default)
    {
        if (
            await FindAsync(connectionId, externalId, cancellationToken).ConfigureAwait(false)
            is not { State: CandidateState.Matched } candidate
        )
        {
            return null;
        }

        var refused = Candidacy.Refused(candidate);
        await _store.CommitAsync(new() { At = _now(), Candidates = [refused] }, cancellationToken).ConfigureAwait(false);
        return refused with { Version = candidate.Version + 1 };
    }

    private async Task<Candidate?> FindAsync(string connectionId, string externalId, CancellationToken cancellationToken) =>
        await _store
            .QueryCandidatesAsync(
                new()
                {
                    ConnectionId = connectionId,
                    RecordType = Customers,
                    ExternalIds = [externalId],
                },
                cancellationToken
            )
            .ConfigureAwait(false)
            is [var candidate]
            ? candidate
            : null;

    private async Task<ImportResult> ReadAsync(ConnectorSession session, Func<ImportResult, Task> told, CancellationToken cancellationToken)
    {
        var read = new CandidateRead(_store, _kind, session, Intake(session), _now);
        var result = await read.RunAsync(told, cancellationToken).ConfigureAwait(false);
        _signal.Wake();
        return result;
    }

    private CandidateIntake Intake(ConnectorSession session) => new(_store, _kind, session, _scopes, _ids, _now);

    private async Task RequireImportAsync()
    {
        var scope = _scopes.CreateAsyncScope();
        await using (scope.ConfigureAwait(false))
        {
            if (scope.ServiceProvider.GetService<IHostImport>() is null)
            {
                throw new ConnectorException(
                    ConnectorErrorKind.Configuration,
                    "The host has not said how it imports customers; add an IHostImport with SyncBuilder.Import<…>()."
                );
            }
        }
    }
}
