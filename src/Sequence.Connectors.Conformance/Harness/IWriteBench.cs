namespace Sequence.Connectors.Conformance;

/// <summary>Records to write, and what stands at the system afterwards.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public interface IWriteBench<TRecord> : IRecordBench
    where TRecord : class, IRecord
{
    /// <summary>
    /// Makes what the records refer to, such as a customer and an item, and says how they are linked; called once, before anything is
    /// written.
    /// </summary>
    Task<References> PrepareAsync(ConnectorSession session, CancellationToken cancellationToken);

    /// <summary>
    /// A record that the system accepts. Equal ids give equal records; names and numbers that the system keeps unique differ with the id.
    /// </summary>
    TRecord NewRecord(string localId);

    /// <summary>The record with another value in a property that the connector sends.</summary>
    TRecord Edited(TRecord record);

    /// <summary>The record with a fault for which the connector or the system refuses it.</summary>
    TRecord Refused(TRecord record);

    /// <summary>
    /// The record with something that the system cannot carry as it is, so that a note is due; the record itself where the system carries
    /// everything.
    /// </summary>
    TRecord Lossy(TRecord record) => record;

    /// <summary>Counts the records of this type at the system, past the connector.</summary>
    Task<int> CountAsync(CancellationToken cancellationToken);

    /// <summary>Changes something about a record that the system counts as a change, past the connector.</summary>
    Task ChangeAsync(string externalId, CancellationToken cancellationToken);
}
