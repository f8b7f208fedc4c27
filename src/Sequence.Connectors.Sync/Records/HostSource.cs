namespace Sequence.Connectors.Sync;

/// <summary>A host's source whose type of record is known at run time.</summary>
internal sealed record HostSource(
    Func<RecordOwner, IReadOnlyCollection<string>, CancellationToken, IAsyncEnumerable<IRecord>> FindAsync,
    Func<RecordOwner, string, CancellationToken, IAsyncEnumerable<IRecord>> ReadOfCustomerAsync);
