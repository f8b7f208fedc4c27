namespace Sequence.Connectors;

/// <summary>Writes one type of record over one connection.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public interface IRecordWriter<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>
    /// Carries out intents and streams their outcomes, call by call. You must yield exactly one outcome for each intent; yield
    /// what one call answered before you make the next; call <see cref="WriteContext.BeforeSend"/> before every request that may
    /// have an effect; settle <see cref="WriteContext.Unsettled"/> first; put each vendor-atomic effect into one call and never
    /// two records that depend on each other into one unordered batch. You must never repeat a request that may have had an
    /// effect except under the system's own idempotency; never take over a record that is not the host's; never look a reference
    /// up by a name. Throw <see cref="ConnectorException"/> only when nothing of the current and later calls had an effect. A
    /// cancellation stops you before the next call: wait for a request that has left, or tell it as uncertain.
    /// </summary>
    IAsyncEnumerable<WriteOutcome> WriteAsync(
        IReadOnlyList<WriteIntent<TRecord>> intents,
        WriteContext context,
        CancellationToken cancellationToken
    );

    /// <summary>Says what <see cref="WriteAsync"/> would send, and sends nothing that has an effect. You may read.</summary>
    Task<WritePlan> PlanAsync(IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken);
}
