using System.Runtime.CompilerServices;

namespace Sequence.Connectors.Xero;

/// <summary>
/// Reads one kind of object, ordered by its id: a change moves no object to another page, and a new one only moves others back,
/// so that a record may come twice and none is left out. Archived ones are asked for in any case and left out here, for one that
/// is archived meanwhile would move the others forward. Lists that come whole are cut into pages here.
/// </summary>
internal sealed class XeroReader<TWire, TRecord>(XeroConnection connection, XeroEntity<TWire, TRecord> entity) : IRecordReader<TRecord>
    where TWire : struct
    where TRecord : class, IRecord
{
    public IAsyncEnumerable<ChangePage<TRecord>> ReadAsync(ReadOptions options, CancellationToken cancellationToken) =>
        entity.IsPaged ? ReadPagesAsync(options, cancellationToken) : ReadWholeAsync(options, cancellationToken);

    public async IAsyncEnumerable<Change<TRecord>> FindAsync(
        IReadOnlyCollection<string> externalIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var ids = externalIds.Distinct(StringComparer.Ordinal).ToArray();
        var scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);
        var missing = new HashSet<string>(ids, StringComparer.OrdinalIgnoreCase);
        foreach (var query in entity.QueriesOf(ids))
        {
            var answer = await connection.Api.GetAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var change in Changes(answer.Body, scope, includeArchived: true).Changes)
            {
                if (missing.Remove(change.ExternalId))
                {
                    yield return change;
                }
            }
        }

        foreach (var id in ids.Where(missing.Contains))
        {
            yield return new Change<TRecord>.NotFound(id);
        }
    }

    private async IAsyncEnumerable<ChangePage<TRecord>> ReadPagesAsync(
        ReadOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var at = options.After is { } after ? XeroCursor.Parse(after) : XeroCursor.Start with { Since = options.ChangedSince };
        var scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);

        // Pages count by their size, so that a reading goes on with the size that it began with.
        at = at with { Size = at.Page > 1 ? at.Size : Math.Clamp(options.PageSize ?? XeroFacts.PageSize, 1, XeroFacts.PageSize) };
        while (true)
        {
            var query =
                $"{entity.List}?page={at.Page}&pageSize={at.Size}{entity.Shown}&order={Escape($"{entity.IdMember} ASC")}{Filter()}";
            var answer = await connection.Api.GetAsync(query, cancellationToken, at.Since, options.IsBackground).ConfigureAwait(false);
            at = at with { Began = at.Began ?? XeroPage.AnsweredAt(answer.Body) };
            var (changes, count) = Changes(answer.Body, scope, options.IncludeArchived);
            if (!XeroPage.MayGoOn(answer.Body, count, at.Size, at.Page))
            {
                yield return new() { Changes = changes, Next = at.End.Text, State = ChangePageState.End };
                yield break;
            }

            at = at with { Page = at.Page + 1 };
            yield return new() { Changes = changes, Next = at.Text, State = ChangePageState.More };
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    private async IAsyncEnumerable<ChangePage<TRecord>> ReadWholeAsync(
        ReadOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var since = !entity.KnowsChanges ? null : options.After is { } after ? XeroCursor.Parse(after).Since : options.ChangedSince;
        var scope = await ScopeAsync(cancellationToken).ConfigureAwait(false);
        var answer = await connection.Api.GetAsync(entity.Whole, cancellationToken, since, options.IsBackground).ConfigureAwait(false);
        var (changes, _) = Changes(answer.Body, scope, options.IncludeArchived);
        var pages = changes.Chunk(Math.Clamp(options.PageSize ?? XeroFacts.PageSize, 1, XeroFacts.PageSize)).ToList();
        foreach (var page in pages.SkipLast(1))
        {
            yield return new() { Changes = page, State = ChangePageState.More };
            cancellationToken.ThrowIfCancellationRequested();
        }

        var end = new XeroCursor(since, XeroPage.AnsweredAt(answer.Body), 1, 0).End;
        yield return new() { Changes = pages.LastOrDefault() ?? [], Next = end.Text, State = ChangePageState.End };
    }

    private (List<Change<TRecord>> Changes, int Count) Changes(ReadOnlyMemory<byte> body, XeroReadScope scope, bool includeArchived)
    {
        var read = XeroPage.Read(
            body,
            entity.List,
            entity.Shape,
            Change<TRecord>? (in wire, payload) => entity.Map(wire, payload, scope)
        );
        return (
            [
                .. read.OfType<Change<TRecord>>()
                    .Where(change =>
                        includeArchived || change is not Change<TRecord>.Current current || !entity.IsArchived(current.Record)
                    ),
            ],
            read.Count
        );
    }

    private async Task<XeroReadScope> ScopeAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var organisation = await connection.OrganisationAsync(cancellationToken).ConfigureAwait(false);

        // Items name their accounts by code alone.
        var accounts = typeof(TRecord) == typeof(Product)
            ? await connection.AccountIdsAsync(cancellationToken).ConfigureAwait(false)
            : new Dictionary<string, string>();
        return new(connection.Links(organisation), connection.Settings, organisation) { AccountIds = accounts };
    }

    private string Filter() => entity.Filter(connection.Settings) is { } filter ? $"&where={Escape(filter)}" : "";

    private static string Escape(string text) => Uri.EscapeDataString(text);
}
