namespace Sequence.Connectors.Conformance;

/// <summary>A system that can remove a record.</summary>
public interface IDeleteBench
{
    /// <summary>Deletes a record at the system, past the connector.</summary>
    Task DeleteAsync(string externalId, CancellationToken cancellationToken);
}
