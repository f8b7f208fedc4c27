namespace Sequence.Connectors.Conformance;

/// <summary>A system that can hide a record and keep it.</summary>
public interface IArchiveBench
{
    /// <summary>Archives a record at the system, past the connector.</summary>
    Task ArchiveAsync(string externalId, CancellationToken cancellationToken);
}
