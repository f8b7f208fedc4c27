namespace Sequence.Connectors.Xero;

/// <summary>
/// Reads what the bodies of a write need: lists as read within the last hour, and anew where they miss what an intent names, so
/// that what people have just added counts at once.
/// </summary>
internal sealed class XeroScopeReader(XeroConnection connection)
{
    private static readonly Dictionary<string, string> None = [];

    public async Task<XeroWriteScope> ReadAsync<TRecord>(
        IReadOnlyList<WriteIntent<TRecord>> intents, CancellationToken cancellationToken)
        where TRecord : class, IRecord
    {
        cancellationToken.ThrowIfCancellationRequested();
        var organisation = await connection.OrganisationAsync(cancellationToken).ConfigureAwait(false);
        var upserts = intents.Where(intent => intent.Verb == WriteVerb.Upsert).ToList();
        var items = upserts.Exists(NamesAnItem) ? await connection.ItemCodesAsync(cancellationToken).ConfigureAwait(false) : None;
        var currencies = await CurrenciesAsync(upserts, organisation, cancellationToken).ConfigureAwait(false);
        return new(organisation, connection.Settings, connection.Links(organisation), connection.Options, items)
        {
            Currencies = currencies,
            AccountCodes = typeof(TRecord) == typeof(Product)
                ? await AccountCodesAsync(upserts, cancellationToken).ConfigureAwait(false)
                : None,
            DocumentCurrencies = currencies is { Count: > 1 } && (object)upserts is List<WriteIntent<Payment>> payments
                ? await XeroPaidDocuments.CurrenciesAsync(connection.Api, payments, cancellationToken).ConfigureAwait(false)
                : None,
        };
    }

    // Products are linked by the ids of items, and lines name items by their codes.
    private static bool NamesAnItem<TRecord>(WriteIntent<TRecord> intent)
        where TRecord : class, IRecord =>
        intent.Record is IDocument document
        && document.Lines.Any(line => intent.References.Find<Product>(line.ProductId) is { } id && XeroValues.IsGuid(id));

    private async Task<IReadOnlySet<string>?> CurrenciesAsync<TRecord>(
        List<WriteIntent<TRecord>> upserts, XeroOrganisationFacts organisation, CancellationToken cancellationToken)
        where TRecord : class, IRecord
    {
        var wanted = upserts.Select(intent => CurrencyOf(intent.Record)).OfType<CurrencyCode>().Distinct().ToList();
        var foreign = wanted.Where(code => !code.Equals(organisation.BaseCurrency)).ToList();
        if (foreign.Count == 0 && (typeof(TRecord) != typeof(Payment) || wanted.Count == 0))
        {
            return null;
        }

        var known = await connection.CurrenciesAsync(cancellationToken).ConfigureAwait(false);
        return foreign.TrueForAll(code => known.Contains(code.Value))
            ? known
            : await connection.ReadCurrenciesAsync(cancellationToken).ConfigureAwait(false);
    }

    private async Task<IReadOnlyDictionary<string, string>> AccountCodesAsync<TRecord>(
        List<WriteIntent<TRecord>> upserts, CancellationToken cancellationToken)
        where TRecord : class, IRecord
    {
        var named = upserts.Select(intent => intent.References.Find<LedgerAccount>((intent.Record as Product)?.LedgerAccountId));
        var ids = await connection.AccountIdsAsync(cancellationToken).ConfigureAwait(false);
        if (named.OfType<string>().Any(id => XeroValues.IsGuid(id) && !ids.Values.Contains(id, StringComparer.OrdinalIgnoreCase)))
        {
            connection.ForgetLists();
            ids = await connection.AccountIdsAsync(cancellationToken).ConfigureAwait(false);
        }

        return ids.GroupBy(one => one.Value, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => group.First().Key, StringComparer.OrdinalIgnoreCase);
    }

    private static CurrencyCode? CurrencyOf(IRecord record) => record switch
    {
        IDocument document => document.Currency,
        Payment payment => payment.Currency,
        Customer customer => customer.Currency,
        _ => null,
    };
}
