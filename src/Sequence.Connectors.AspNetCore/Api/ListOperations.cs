namespace Sequence.Connectors.AspNetCore;

/// <summary>What a connected account holds that settings refer to, so that a page offers names instead of asking for ids.</summary>
internal static class ListOperations
{
    private const int Most = 1000;

    public static IEnumerable<Operation> All =>
    [
        new(
            "GET",
            "/connections/{connection}/lists/{list}",
            "The account's products, ledgerAccounts or taxRates that are in use, by name: what settings choose from. The first 1000.",
            EndpointsJson.Default.ListEntryAnswerArray,
            ReadAsync),
    ];

    private static async Task<object?> ReadAsync(Call call)
    {
        var list = call.Value("list");
        if (list is not ("products" or "ledgerAccounts" or "taxRates"))
        {
            throw RefusedException.NotFound("list; there are products, ledgerAccounts and taxRates");
        }

        var session = await call.Connectors.OpenAsync(call.Connection.Id, call.Aborted).ConfigureAwait(false);
        var entries = list switch
        {
            "products" => InUse(session.Products).Select(one => new ListEntryAnswer(one.Id, one.Name, one.Sku, one.KindText)),
            "ledgerAccounts" => InUse(session.LedgerAccounts).Select(
                one => new ListEntryAnswer(one.Id, one.Name, one.Number, one.KindText)),
            _ => InUse(session.TaxRates).Select(one => new ListEntryAnswer(one.Id, one.Name, null, null)),
        };
        var read = await entries.Take(Most).ToListAsync(call.Aborted).ConfigureAwait(false);
        return read.OrderBy(one => one.Name, StringComparer.OrdinalIgnoreCase).ToArray();
    }

    private static IAsyncEnumerable<TRecord> InUse<TRecord>(RecordSet<TRecord> records)
        where TRecord : class, IRecord => records.ReadAllAsync(ReadOptions.Sweep with { IncludeArchived = false });
}
