namespace Sequence.Connectors.Conformance;

/// <summary>A system that can be made to speak as a later version of it may: with members and words that nobody knows yet.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public interface IUnknownBench<TRecord> : IReadBench<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>
    /// Gives a record a member that the connector does not know, and an unknown word in each field that the connector translates.
    /// </summary>
    /// <returns>The name of the unknown member as it stands in the payload.</returns>
    Task<string> AddUnknownAsync(string externalId, CancellationToken cancellationToken);
}
