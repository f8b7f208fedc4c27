using System.Runtime.CompilerServices;

namespace Sequence.Connectors;

/// <summary>The records of one type over one connection.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public sealed class RecordSet<TRecord>
    where TRecord : class, IRecord
{
    private readonly ConnectorInfo _connector;
    private readonly ConnectorSurface _surface;
    private readonly ConnectionContext _context;

    internal RecordSet(ConnectorInfo connector, ConnectorSurface surface, ConnectionContext context) =>
        (_connector, _surface, _context) = (connector, surface, context);

    private static RecordType Type => RecordType.Of<TRecord>();

    /// <summary>Whether the system can read these records.</summary>
    public bool CanRead => _surface.FindReader(Type)?.Open is Func<ConnectionContext, IRecordReader<TRecord>>;

    /// <summary>Whether the system can write these records.</summary>
    public bool CanWrite => _surface.FindWriter(Type)?.Open is Func<ConnectionContext, IRecordWriter<TRecord>>;

    /// <summary>Streams pages of changes, each with the cursor that resumes after it: store a page first, then its cursor.</summary>
    /// <exception cref="ConnectorException">The system cannot be reached or refuses; pages that were given stand.</exception>
    public async IAsyncEnumerable<ChangePage<TRecord>> ReadAsync(
        ReadOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var trace = ConnectorTelemetry.Start("read", _connector.Id, _context.Connection.Id, Type);
        await foreach (var page in Reader().ReadAsync(options ?? ReadOptions.Sweep, cancellationToken).ConfigureAwait(false))
        {
            yield return page;
        }
    }

    /// <summary>Streams the records as they stand, page after page, archived ones included unless the options say otherwise.</summary>
    /// <exception cref="ConnectorException">The system cannot be reached or refuses.</exception>
    public async IAsyncEnumerable<TRecord> ReadAllAsync(
        ReadOptions? options = null,
        [EnumeratorCancellation] CancellationToken cancellationToken = default
    )
    {
        await foreach (var page in ReadAsync(options, cancellationToken).ConfigureAwait(false))
        {
            foreach (var change in page.Changes)
            {
                if (change is Change<TRecord>.Current current)
                {
                    yield return current.Record;
                }
            }
        }
    }

    /// <summary>Brings the current state of records by the system's ids, past every cache: one change for each distinct id.</summary>
    /// <exception cref="ConnectorException">The system cannot be reached or refuses.</exception>
    public async IAsyncEnumerable<Change<TRecord>> FindAsync(
        IReadOnlyCollection<string> externalIds, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(externalIds);
        using var trace = ConnectorTelemetry.Start("find", _connector.Id, _context.Connection.Id, Type);
        await foreach (var change in Reader().FindAsync(externalIds, cancellationToken).ConfigureAwait(false))
        {
            yield return change;
        }
    }

    /// <summary>
    /// Brings the current state of one record by the system's id, past every cache; null when the system does not show it.
    /// </summary>
    /// <exception cref="ConnectorException">The system cannot be reached or refuses.</exception>
    public async Task<TRecord?> FindAsync(string externalId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(externalId);
        await foreach (var change in FindAsync([externalId], cancellationToken).ConfigureAwait(false))
        {
            if (change is Change<TRecord>.Current current)
            {
                return current.Record;
            }
        }

        return null;
    }

    /// <summary>Writes many records in as few calls as the system allows, and streams one outcome for each intent, call by call.</summary>
    /// <param name="intents">What should stand; each key once.</param>
    /// <param name="context">The journal to write down attempts in, and attempts that are still open; null for neither.</param>
    /// <param name="cancellationToken">Stops before the next call; outcomes of calls that were answered are still given.</param>
    /// <exception cref="ArgumentException">Two intents have the same key.</exception>
    /// <exception cref="ConnectorException">The system cannot write these records at all.</exception>
    public IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<TRecord>> intents, WriteContext? context = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(intents);
        if (_context.IsTrial)
        {
            throw new ConnectorException(ConnectorErrorKind.NotSupported, "A session that tries settings writes nothing; it plans.");
        }

        var capability = Capability();
        return new WriteRun<TRecord>(_connector, _context.Connection, capability)
            .RunAsync(() => Open(capability), intents, context ?? WriteContext.None, cancellationToken);
    }

    /// <summary>Writes one record.</summary>
    /// <exception cref="ConnectorException">The system cannot write these records at all.</exception>
    public async Task<WriteOutcome> WriteAsync(
        WriteIntent<TRecord> intent,
        WriteContext? context = null,
        CancellationToken cancellationToken = default
    )
    {
        await foreach (var outcome in WriteAsync([intent], context, cancellationToken).ConfigureAwait(false))
        {
            return outcome;
        }

        throw new InvalidOperationException($"The connector '{_connector.Id}' gave no outcome for the intent '{intent.Key}'.");
    }

    /// <summary>Finds out what became of open attempts, and sends nothing that has an effect.</summary>
    /// <param name="intents">The intents that the attempts carried.</param>
    /// <param name="attempts">The attempts, from <see cref="WriteOutcome.Uncertain"/> outcomes or from a journal.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public IAsyncEnumerable<WriteOutcome> SettleAsync(
        IReadOnlyList<WriteIntent<TRecord>> intents, IEnumerable<WriteAttempt> attempts, CancellationToken cancellationToken = default) =>
        WriteAsync(intents, new WriteContext { Unsettled = attempts.ToValueList(), SettleOnly = true }, cancellationToken);

    /// <summary>Says what a write would send and what the system could not carry, and writes nothing.</summary>
    /// <exception cref="ConnectorException">The system cannot write these records, or cannot be reached.</exception>
    public async Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(intents);
        var capability = Capability();
        var run = new WriteRun<TRecord>(_connector, _context.Connection, capability);
        var (ready, known) = run.Sort(intents);
        if (ready.Count == 0)
        {
            return new WritePlan { Requests = [], Outcomes = known.ToValueList() };
        }

        var plan = await Open(capability).PlanAsync(ready, cancellationToken).ConfigureAwait(false);
        return plan with { Outcomes = known.Concat(plan.Outcomes).ToValueList() };
    }

    private IRecordReader<TRecord> Reader() => _surface.FindReader(Type) is { } capability
        ? Opened<IRecordReader<TRecord>>(capability.Open)
        : throw NotSupported("read");

    private WriteCapability Capability() => _surface.FindWriter(Type) ?? throw NotSupported("write");

    private IRecordWriter<TRecord> Open(WriteCapability capability) => Opened<IRecordWriter<TRecord>>(capability.Open);

    // Records are known by the names of their classes, so a host's own class may meet the name of another.
    private TContract Opened<TContract>(object open) =>
        open is Func<ConnectionContext, TContract> typed
            ? typed(_context)
            : throw new InvalidOperationException(
                $"{_connector.Name} knows records named {Type.Name} by another class than {typeof(TRecord).FullName}; give one of the two classes another name."
            );

    private ConnectorException NotSupported(string verb) =>
        new(
            ConnectorErrorKind.NotSupported,
            $"{_connector.Name} cannot {verb} records of the type {Type.Name}. SurfaceOf(\"{_connector.Id}\") lists what it can."
        )
        {
            Connector = _connector.Id,
            ConnectionId = _context.Connection.Id,
        };
}
