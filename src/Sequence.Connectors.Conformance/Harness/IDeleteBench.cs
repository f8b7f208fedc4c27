namespace Sequence.Connectors.Conformance;

/// <summary>A system that can remove a record.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public interface IDeleteBench<TRecord> : IReadBench<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>Deletes a record at the system, past the connector.</summary>
    Task DeleteAsync(string externalId, CancellationToken cancellationToken);
}
