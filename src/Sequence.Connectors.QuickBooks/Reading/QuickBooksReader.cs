using System.Runtime.CompilerServices;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Reads one kind of object, ordered by its last change. Pages are not a snapshot: what changes meanwhile moves to the end, so
/// that each page starts again at the last moment seen instead of counting on; a record may come twice, and none is left out.
/// </summary>
internal sealed class QuickBooksReader<TWire, TRecord>(
    QuickBooksConnection connection,
    QuickBooksEntity<TWire, TRecord> entity) : IRecordReader<TRecord>
    where TWire : struct
    where TRecord : class, IRecord
{
    private const string Changed = "MetaData.LastUpdatedTime";

    // Positions shift when an object between them changes; a few of them are read again.
    private const int PositionOverlap = 20;

    // Smaller pages are cut from one answer, so that they cost no more requests.
    private const int SmallestQuery = 100;

    public async IAsyncEnumerable<ChangePage<TRecord>> ReadAsync(
        ReadOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var scope = await connection.ReadScopeAsync(cancellationToken).ConfigureAwait(false);
        var size = Math.Clamp(options.PageSize ?? QuickBooksFacts.PageSize, 1, QuickBooksFacts.PageSize);
        var asked = Math.Max(size, SmallestQuery);
        var since = options.After is { } after ? QuickBooksCursor.Resume(after) : options.ChangedSince;
        var start = 1;
        while (true)
        {
            var answer = await QueryAsync(since, start, asked, options, cancellationToken).ConfigureAwait(false);
            var page = Changes(answer, scope);
            var isEnd = page.Count < asked;
            foreach (var part in page.Chunk(size).SkipLast(isEnd ? 1 : 0))
            {
                yield return Page(part, QuickBooksCursor.Of(LastChange(part) ?? since) ?? options.After, ChangePageState.More);
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (isEnd)
            {
                // All changes up to the moment of the answer are known, whenever the last one was.
                var rest = page.Chunk(size).LastOrDefault() ?? [];
                yield return Page(
                    rest,
                    QuickBooksCursor.Of(QuickBooksPage.AnsweredAt(answer) ?? LastChange(page) ?? since) ?? options.After,
                    ChangePageState.End
                );
                yield break;
            }

            // Many objects may bear the same second, as after an import: then positions lead on from there.
            var last = LastChange(page) ?? since;
            var sameMoment = page.Count(change => ChangedAt(change) == last);
            start = last == since ? start + asked - PositionOverlap : Math.Max(1, sameMoment - PositionOverlap);
            since = last;
        }
    }

    public async IAsyncEnumerable<Change<TRecord>> FindAsync(
        IReadOnlyCollection<string> externalIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scope = await connection.ReadScopeAsync(cancellationToken).ConfigureAwait(false);
        foreach (var ids in externalIds.Distinct(StringComparer.Ordinal).Chunk(QuickBooksFacts.PageSize))
        {
            var missing = new HashSet<string>(ids, StringComparer.Ordinal);
            var query = Query(includeArchived: true).WhereIn("Id", ids).Page(1, QuickBooksFacts.PageSize);
            var answer = await connection.Api.QueryAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var change in Changes(answer.Body, scope))
            {
                missing.Remove(change.ExternalId);
                yield return change;
            }

            foreach (var id in missing)
            {
                yield return new Change<TRecord>.NotFound(id);
            }
        }
    }

    private static ChangePage<TRecord> Page(Change<TRecord>[] changes, Cursor? next, ChangePageState state) =>
        new() { Changes = changes, Next = next, State = state };

    private async Task<ReadOnlyMemory<byte>> QueryAsync(
        Instant? since, int start, int size, ReadOptions options, CancellationToken cancellationToken)
    {
        var query = Query(options.IncludeArchived, options.IsBackground).OrderBy(Changed).Page(start, size);
        if (since is { } moment)
        {
            query.Where(Changed, ">=", QuickBooksValues.Text(moment));
        }

        return (await connection.Api.QueryAsync(query, cancellationToken).ConfigureAwait(false)).Body;
    }

    private List<Change<TRecord>> Changes(ReadOnlyMemory<byte> body, QuickBooksReadScope scope) =>
        QuickBooksPage.Read(
            body,
            entity.Name,
            entity.Shape,
            Change<TRecord> (in wire, payload) => new Change<TRecord>.Current(entity.Map(wire, payload, scope))
        );

    private QuickBooksQuery Query(bool includeArchived, bool isBackground = false)
    {
        var query = new QuickBooksQuery(entity.Name) { IsBackground = isBackground };
        return entity.HasActive && includeArchived ? query.IncludingArchived() : query;
    }

    private static Instant? LastChange(IEnumerable<Change<TRecord>> page) => page.Max(ChangedAt);

    private static Instant? ChangedAt(Change<TRecord> change) =>
        change is Change<TRecord>.Current { Record.Source: { } source } ? source.ModifiedAt : null;
}
