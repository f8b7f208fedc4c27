namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Sees to it that the items, tax codes and accounts that bodies name can be named. What was found in use is kept for a day; what
/// was not is looked at again each time, so that nobody is refused for what has been mended.
/// </summary>
internal sealed class QuickBooksUses(QuickBooksConnection connection)
{
    /// <summary>The operations, those with problems that name something which is missing or out of use.</summary>
    public async Task<List<QuickBooksOperation<TRecord>>> CheckAsync<TRecord>(
        List<QuickBooksOperation<TRecord>> operations, CancellationToken cancellationToken)
        where TRecord : class, IRecord
    {
        var problems = new Dictionary<(string Entity, string Id), Problem>();
        var named = operations.SelectMany(operation => operation.Uses).Select(use => (use.Entity, use.Id)).Distinct();
        foreach (var ids in named.GroupBy(use => use.Entity, use => use.Id))
        {
            foreach (var (id, problem) in await UnusableAsync(ids.Key, ids, cancellationToken).ConfigureAwait(false))
            {
                problems.Add((ids.Key, id), problem);
            }
        }

        return problems.Count == 0 ? operations : operations.ConvertAll(operation => operation with
        {
            Problems = [.. operation.Problems, .. operation.Uses
                .Where(use => problems.ContainsKey((use.Entity, use.Id)))
                .Select(use => problems[(use.Entity, use.Id)] with { Path = use.Path })],
        });
    }

    private async Task<Dictionary<string, Problem>> UnusableAsync(
        string entity,
        IEnumerable<string> ids,
        CancellationToken cancellationToken
    )
    {
        try
        {
            return await connection.UnusableAsync(entity, ids, cancellationToken).ConfigureAwait(false);
        }
        catch (ConnectorException)
        {
            // A write does not wait for a read that is held back or fails: then QuickBooks judges by itself.
            return [];
        }
    }
}
