namespace Sequence.Connectors.Sync;

/// <summary>Reads an import to its end, and tells after each page what it has read so far.</summary>
internal delegate Task<ImportResult> ImportReading(Func<ImportResult, Task> told, CancellationToken cancellationToken);
