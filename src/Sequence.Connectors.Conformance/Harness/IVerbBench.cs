namespace Sequence.Connectors.Conformance;

/// <summary>A type of record with verbs beside <see cref="WriteVerb.Upsert"/>.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public interface IVerbBench<TRecord> : IRecordBench
    where TRecord : class, IRecord
{
    /// <summary>Makes at the system what a verb works on, and an intent that can be carried out.</summary>
    Task<WriteIntent<TRecord>> PrepareAsync(ConnectorSession session, WriteVerb verb, string localId, CancellationToken cancellationToken);

    /// <summary>
    /// How often the effect of an intent happened at the system: the mails sent, the credits used, or 1 for a document that is void.
    /// </summary>
    Task<int> CountEffectsAsync(WriteIntent<TRecord> intent, CancellationToken cancellationToken);
}
