namespace Sequence.Connectors.Xero;

/// <summary>
/// What payments are about to pay. Xero takes a payment's amount for one in the currency of its document, whatever was meant.
/// </summary>
internal static class XeroPaidDocuments
{
    /// <summary>The currencies of documents by their ids; one that Xero does not show is left out.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> CurrenciesAsync(
        XeroApi api, IReadOnlyList<WriteIntent<Payment>> payments, CancellationToken cancellationToken)
    {
        var currencies = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var stated = payments.Where(intent => intent.Record.Currency is not null && intent.Target is null).ToList();
        foreach (var query in XeroQueries.ByIds("Invoices", InvoicesOf(stated), $"&summaryOnly=true{XeroQueries.Page}"))
        {
            await NoteAsync("Invoices", query).ConfigureAwait(false);
        }

        foreach (var query in XeroEntities.CreditNote.QueriesOf([.. NotesOf(stated)]))
        {
            await NoteAsync("CreditNotes", query).ConfigureAwait(false);
        }

        return currencies;

        async Task NoteAsync(string list, string query)
        {
            var answer = await api.GetAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var (document, _) in XeroPage.Read(answer.Body, list, XeroPaid.Shape))
            {
                if (document is { CurrencyCode: { } currency } && (document.Value.InvoiceID ?? document.Value.CreditNoteID) is { } id)
                {
                    currencies[id] = currency;
                }
            }
        }
    }

    /// <summary>The invoices that payments pay, by their ids in Xero.</summary>
    public static IEnumerable<string> InvoicesOf(IEnumerable<WriteIntent<Payment>> payments) =>
        payments
            .SelectMany(intent => intent.Record.Allocations.Select(part => intent.References.Find<Invoice>(part.InvoiceId)))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase);

    /// <summary>The credit notes that payments refund, by their ids in Xero.</summary>
    public static IEnumerable<string> NotesOf(IEnumerable<WriteIntent<Payment>> payments) =>
        payments
            .SelectMany(intent => intent.Record.Allocations.Select(part => intent.References.Find<CreditMemo>(part.CreditMemoId)))
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase);
}
