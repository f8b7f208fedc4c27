namespace Sequence.Connectors.Sync;

/// <summary>
/// Tells the engine what happened in the host. What is published is stored before this returns, and sent soon after; to store it
/// in the host's own transaction, add what <see cref="Compose"/> makes to the host's database context (see the package
/// Sequence.Connectors.EntityFrameworkCore).
/// </summary>
public sealed class SyncPublisher
{
    private readonly ISyncStore _store;
    private readonly RecordKinds _kinds;
    private readonly SequentialIds _ids;
    private readonly SyncSignal _signal;
    private readonly TimeProvider _clock;
    private long _revision;

    internal SyncPublisher(ISyncStore store, RecordKinds kinds, SequentialIds ids, SyncSignal signal, TimeProvider clock) =>
        (_store, _kinds, _ids, _signal, _clock) = (store, kinds, ids, signal, clock);

    /// <summary>Stores that something happened to a record, and wakes the worker.</summary>
    /// <param name="tenant">The host's customer whose connections receive it.</param>
    /// <param name="record">The record as it now stands, with the host's ids.</param>
    /// <param name="what">What happened to it.</param>
    /// <param name="options">Who did it, and for whom it is; null for nothing special.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task PublishAsync<TRecord>(
        string tenant, TRecord record, HostEvent what, PublishOptions? options = null, CancellationToken cancellationToken = default)
        where TRecord : class, IRecord => PublishAsync([Compose(tenant, record, what, options)], cancellationToken);

    /// <summary>Stores many publications at once, all or none, and wakes the worker.</summary>
    public async Task PublishAsync(IReadOnlyList<Publication> publications, CancellationToken cancellationToken = default)
    {
        await _store.CommitAsync(new() { At = Now(), Publications = publications }, cancellationToken).ConfigureAwait(false);
        _signal.Wake();
    }

    /// <summary>
    /// Makes a publication and stores nothing; whoever stores it wakes the worker afterwards (<see cref="SyncSignal.Wake"/>).
    /// </summary>
    /// <exception cref="ArgumentException">The tenant or the record's id is empty, or the engine does not move records of that
    /// type.</exception>
    public Publication Compose<TRecord>(string tenant, TRecord record, HostEvent what, PublishOptions? options = null)
        where TRecord : class, IRecord
    {
        ArgumentException.ThrowIfNullOrEmpty(tenant);
        ArgumentNullException.ThrowIfNull(record);
        ArgumentException.ThrowIfNullOrEmpty(record.Id, nameof(record));
        return Compose(tenant, _kinds.Get(RecordType.Of<TRecord>()), record, what, options ?? PublishOptions.Default);
    }

    internal Publication Compose(string tenant, RecordKind kind, IRecord record, HostEvent what, PublishOptions options) => new()
    {
        Id = _ids.Next(),
        Tenant = tenant,
        Entity = options.Entity,
        ConnectionId = options.ConnectionId,
        RecordType = kind.Type,
        LocalId = record.Id,
        Event = what,
        Revision = options.Revision ?? NextRevision(),
        Payload = kind.Serialize(record),
        By = options.By,
        IsBackfill = options.IsBackfill,
        TraceParent = SyncTelemetry.TraceParent,
        PublishedAt = Now(),
    };

    // The time, and never less than before, though the clock is turned back.
    private long NextRevision()
    {
        while (true)
        {
            var last = Volatile.Read(ref _revision);
            var next = Math.Max(Now().ToUnixTimeMilliseconds(), last + 1);
            if (Interlocked.CompareExchange(ref _revision, next, last) == last)
            {
                return next;
            }
        }
    }

    private Instant Now() => Instant.FromDateTimeOffset(_clock.GetUtcNow());
}
