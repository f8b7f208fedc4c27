namespace Sequence.Connectors.Conformance;

/// <summary>What a person does at the system so that a reader has something to read.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public interface IReadBench<TRecord> : IRecordBench
    where TRecord : class, IRecord
{
    /// <summary>An id that is well formed and that no record bears.</summary>
    string UnknownId { get; }

    /// <summary>Makes records at the system, past the connector.</summary>
    /// <returns>The system's ids, in the order of making.</returns>
    Task<IReadOnlyList<string>> SeedAsync(int count, CancellationToken cancellationToken);

    /// <summary>Changes something about a record that the system counts as a change, past the connector.</summary>
    Task ChangeAsync(string externalId, CancellationToken cancellationToken);
}
