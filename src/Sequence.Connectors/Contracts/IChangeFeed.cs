namespace Sequence.Connectors;

/// <summary>
/// Tells what changed and what was deleted, of several types of records at once: fewer requests than a reader for each type, and
/// deletions without a sweep. A connector declares it with <see cref="ConnectorSurface.Offers{TContract}"/>;
/// <see cref="ConnectorSession.Find{TContract}"/> opens it.
/// </summary>
public interface IChangeFeed
{
    /// <summary>The types that the feed tells of; each has a reader.</summary>
    IReadOnlyList<RecordType> RecordTypes { get; }

    /// <summary>
    /// Brings what changed after a cursor. You must bring each change of a type that was asked for, or name the type in
    /// <see cref="FeedPage.ToSweep"/>; give the last page a cursor; take it from the system's clock, never from ours. You may
    /// bring a change twice.
    /// </summary>
    /// <param name="after"> Where to resume; null begins: one page without changes, which wants every type swept. Its cursor was
    /// taken before those sweeps, so that nothing falls between.
    /// </param>
    /// <param name="types">The types to tell of, among <see cref="RecordTypes"/>; the same as in the read that gave the cursor.</param>
    /// <param name="cancellationToken">Ends the read.</param>
    IAsyncEnumerable<FeedPage> ReadAsync(Cursor? after, IReadOnlyCollection<RecordType> types, CancellationToken cancellationToken);
}
