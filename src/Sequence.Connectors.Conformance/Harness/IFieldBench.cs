namespace Sequence.Connectors.Conformance;

/// <summary>A type of record of which single properties can be sent, and read back.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public interface IFieldBench<TRecord> : IWriteBench<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>A property that is sent and may be empty.</summary>
    FieldProbe<TRecord> First { get; }

    /// <summary>Another one, independent of the first.</summary>
    FieldProbe<TRecord> Second { get; }

    /// <summary>The record as it stands at the system.</summary>
    Task<TRecord> ReadBackAsync(string externalId, CancellationToken cancellationToken);
}
