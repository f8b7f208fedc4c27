using System.Globalization;
using System.Runtime.CompilerServices;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Reads one kind of object, ordered by its last change. Pages are not a snapshot: what changes meanwhile moves to the end, so that each page starts again at the last
/// moment seen instead of counting on; a record may come twice, and none is left out.
/// </summary>
internal sealed class QuickBooksReader<TWire, TRecord>(
    QuickBooksConnection connection,
    QuickBooksEntity<TWire, TRecord> entity) : IRecordReader<TRecord>
    where TWire : struct
    where TRecord : class, IRecord
{
    private const string Changed = "MetaData.LastUpdatedTime";

    // Transactions commit out of order, so that a change may become visible shortly behind a later one.
    private static readonly Duration Overlap = Duration.FromMinutes(5);

    // Positions shift when an object between them changes; a few of them are read again.
    private const int PositionOverlap = 20;

    public async IAsyncEnumerable<ChangePage<TRecord>> ReadAsync(ReadOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);
        var size = Math.Clamp(options.PageSize ?? QuickBooksFacts.PageSize, PositionOverlap + 1, QuickBooksFacts.PageSize);
        var since = options.After is { } after ? Resume(after) : null;
        var start = 1;
        while (true)
        {
            var page = await QueryAsync(since, start, size, options.IncludeArchived, scope, cancellationToken).ConfigureAwait(false);
            var last = LastChange(page) ?? since;
            var isEnd = page.Count < size;
            yield return new()
            {
                Changes = page,
                Next = last is { } moment ? new Cursor(moment.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)) : options.After,
                State = isEnd ? ChangePageState.End : ChangePageState.More,
            };
            if (isEnd)
            {
                yield break;
            }

            // Many objects may bear the same second, as after an import: then positions lead on from there.
            var sameMoment = page.Count(change => ChangedAt(change) == last);
            start = last == since ? start + size - PositionOverlap : Math.Max(1, sameMoment - PositionOverlap);
            since = last;
        }
    }

    public async IAsyncEnumerable<Change<TRecord>> FindAsync(
        IReadOnlyCollection<string> externalIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);
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

    private async Task<List<Change<TRecord>>> QueryAsync(
        Instant? since, int start, int size, bool includeArchived, QuickBooksReadScope scope, CancellationToken cancellationToken)
    {
        var query = Query(includeArchived).OrderBy(Changed).Page(start, size);
        if (since is { } moment)
        {
            query.Where(Changed, ">=", QuickBooksValues.Text(moment));
        }

        var answer = await connection.Api.QueryAsync(query, cancellationToken).ConfigureAwait(false);
        return Changes(answer.Body, scope);
    }

    private List<Change<TRecord>> Changes(ReadOnlyMemory<byte> body, QuickBooksReadScope scope) => QuickBooksPage.Read(
        body, entity.Name, entity.Shape, Change<TRecord> (in wire, payload) => new Change<TRecord>.Current(entity.Map(wire, payload, scope)));

    private async Task<QuickBooksReadScope> ScopeAsync(CancellationToken cancellationToken) => connection.ReadScope(
        connection.Settings.DefaultCountry == "company" ? await connection.CompanyAsync(cancellationToken).ConfigureAwait(false) : null);

    private QuickBooksQuery Query(bool includeArchived) =>
        entity.HasActive && includeArchived ? new QuickBooksQuery(entity.Name).IncludingArchived() : new QuickBooksQuery(entity.Name);

    private static Instant? LastChange(List<Change<TRecord>> page) => page.Max(ChangedAt);

    private static Instant? ChangedAt(Change<TRecord> change) => change is Change<TRecord>.Current { Record.Source: { } source } ? source.ModifiedAt : null;

    private static Instant? Resume(Cursor cursor) => QuickBooksValues.Moment(cursor.Value) is { } moment
        ? moment - Overlap
        : throw new ArgumentException($"'{cursor.Value}' is not a cursor of QuickBooks.", nameof(cursor));
}
