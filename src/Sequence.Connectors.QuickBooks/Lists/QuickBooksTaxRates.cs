using System.Runtime.CompilerServices;

namespace Sequence.Connectors.QuickBooks;

/// <summary>
/// Reads tax codes with the rates that make them up. They are few and bear no order of changes, so that every reading is whole.
/// </summary>
internal sealed class QuickBooksTaxRates(QuickBooksConnection connection) : IRecordReader<TaxRate>
{
    public async IAsyncEnumerable<ChangePage<TaxRate>> ReadAsync(
        ReadOptions options,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
    {
        var records = await ReadAllAsync(options.IncludeArchived, options.IsBackground, cancellationToken).ConfigureAwait(false);
        var pages = records
            .Select(record => (Change<TaxRate>)new Change<TaxRate>.Current(record))
            .Chunk(options.PageSize ?? QuickBooksFacts.PageSize)
            .ToList();
        foreach (var page in pages.SkipLast(1))
        {
            yield return new() { Changes = page, State = ChangePageState.More };
            cancellationToken.ThrowIfCancellationRequested();
        }

        yield return new()
        {
            Changes = pages.LastOrDefault() ?? [],
            Next = new(QuickBooksValues.Text(connection.Now)),
            State = ChangePageState.End,
        };
    }

    public async IAsyncEnumerable<Change<TaxRate>> FindAsync(
        IReadOnlyCollection<string> externalIds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var records = (
            await ReadAllAsync(includeArchived: true, isBackground: false, cancellationToken).ConfigureAwait(false)
        ).ToDictionary(record => record.Id, StringComparer.Ordinal);
        foreach (var id in externalIds.Distinct(StringComparer.Ordinal))
        {
            yield return records.TryGetValue(id, out var record) ? new Change<TaxRate>.Current(record) : new Change<TaxRate>.NotFound(id);
        }
    }

    private async Task<List<TaxRate>> ReadAllAsync(bool includeArchived, bool isBackground, CancellationToken cancellationToken)
    {
        var scope = connection.ReadScope(company: null);
        var rates = new Dictionary<string, decimal>(StringComparer.Ordinal);
        await foreach (
            var (wire, _) in AllAsync("TaxRate", QuickBooksTaxRate.Shape, includeArchived: true, isBackground, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            if (wire is { Id: { } id, RateValue: { } rate })
            {
                rates[id] = rate;
            }
        }

        var codes = new List<TaxRate>();
        await foreach (
            var (wire, payload) in AllAsync("TaxCode", QuickBooksTaxCode.Shape, includeArchived, isBackground, cancellationToken)
                .ConfigureAwait(false)
        )
        {
            codes.Add(QuickBooksListMapper.ToTaxRate(wire ?? new(), payload, scope, rates));
        }

        return codes;
    }

    private async IAsyncEnumerable<(TWire? Wire, RawPayload Payload)> AllAsync<TWire>(
        string entity,
        WireShape<TWire> shape,
        bool includeArchived,
        bool isBackground,
        [EnumeratorCancellation] CancellationToken cancellationToken
    )
        where TWire : struct
    {
        for (var start = 1; ; start += QuickBooksFacts.PageSize)
        {
            var query = new QuickBooksQuery(entity) { IsBackground = isBackground };
            query = includeArchived ? query.IncludingArchived() : query;
            var answer = await connection
                .Api.QueryAsync(query.Page(start, QuickBooksFacts.PageSize), cancellationToken)
                .ConfigureAwait(false);
            var page = QuickBooksPage.Read(answer.Body, entity, shape);
            foreach (var one in page)
            {
                yield return one;
            }

            if (page.Count < QuickBooksFacts.PageSize)
            {
                yield break;
            }
        }
    }
}
