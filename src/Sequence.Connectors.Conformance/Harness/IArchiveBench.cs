namespace Sequence.Connectors.Conformance;

/// <summary>A system that can hide a record and keep it.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public interface IArchiveBench<TRecord> : IReadBench<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>Archives a record at the system, past the connector.</summary>
    Task ArchiveAsync(string externalId, CancellationToken cancellationToken);
}
