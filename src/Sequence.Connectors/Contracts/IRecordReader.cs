namespace Sequence.Connectors;

/// <summary>Reads one type of record over one connection.</summary>
/// <typeparam name="TRecord">The type of record.</typeparam>
public interface IRecordReader<TRecord>
    where TRecord : class, IRecord
{
    /// <summary>
    /// Streams pages of changes. You must hold at most a few pages in memory; end with exactly one page whose state is not
    /// <see cref="ChangePageState.More"/>; give every page that can be resumed after its cursor; answer a cursor that the system
    /// no longer knows with <see cref="ChangePageState.CursorExpired"/>, never with an exception; keep an unknown value as text
    /// beside <c>Unknown</c>. You may bring a record twice; you must never leave one out.
    /// </summary>
    IAsyncEnumerable<ChangePage<TRecord>> ReadAsync(ReadOptions options, CancellationToken cancellationToken);

    /// <summary>
    /// Brings the current state of records by the system's ids: one change for each distinct id, in any order, and
    /// <see cref="Change{TRecord}.NotFound"/> for an id that the system does not show. You must read past every cache.
    /// </summary>
    IAsyncEnumerable<Change<TRecord>> FindAsync(IReadOnlyCollection<string> externalIds, CancellationToken cancellationToken);
}
