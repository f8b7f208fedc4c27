namespace Sequence.Connectors.Conformance;

/// <summary>A type of record that refers to others by an id.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public interface IReferenceBench<TRecord> : IWriteBench<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>The record with a reference to a record of the host that is linked to nothing.</summary>
    TRecord WithUnlinkedReference(TRecord record);
}
