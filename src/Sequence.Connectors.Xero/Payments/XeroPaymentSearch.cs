namespace Sequence.Connectors.Xero;

/// <summary>
/// Looks for payments by the mark in their references: among all payments of the invoices that they pay, deleted ones included,
/// and among those that a credit note shows. Payments can be asked for by their invoices, however many an organisation has.
/// https://developer.xero.com/documentation/api/accounting/payments
/// </summary>
internal static class XeroPaymentSearch
{
    public static async Task<List<(RawPayload Payload, string Mark)>?> FindAsync(
        XeroApi api, IReadOnlyList<WriteIntent<Payment>> intents, CancellationToken cancellationToken)
    {
        var found = new List<(RawPayload, string)>();
        var marked = await OfInvoicesAsync(api, intents, cancellationToken).ConfigureAwait(false);
        foreach (var (wire, payload) in marked.Where(one => one.Wire.BatchPaymentID is null))
        {
            found.Add((payload, wire.Reference!));
        }

        // Each part of a batch bears the mark; the batch stands for all of them.
        foreach (var part in marked.Where(one => one.Wire.BatchPaymentID is not null).DistinctBy(one => one.Wire.BatchPaymentID))
        {
            await AddAsync(XeroPaymentId.OfBatch(part.Wire.BatchPaymentID), part.Wire.Reference!).ConfigureAwait(false);
        }

        foreach (var refund in await OfNotesAsync(api, intents, cancellationToken).ConfigureAwait(false))
        {
            await AddAsync(refund.PaymentID!, refund.Reference!).ConfigureAwait(false);
        }

        return found;

        async Task AddAsync(string id, string mark)
        {
            var answer = await api.GetAsync(XeroPaymentId.PathOf(id), cancellationToken).ConfigureAwait(false);
            var list = XeroPaymentId.IsBatch(id) ? "BatchPayments" : "Payments";
            found.AddRange(XeroPage.Read(answer.Body, list, XeroPayment.Shape).Select(one => (one.Payload, mark)));
        }
    }

    private static async Task<List<(XeroPayment Wire, RawPayload Payload)>> OfInvoicesAsync(
        XeroApi api, IReadOnlyList<WriteIntent<Payment>> intents, CancellationToken cancellationToken)
    {
        var marked = new List<(XeroPayment, RawPayload)>();
        var invoices = XeroPaidDocuments.InvoicesOf(intents).Where(XeroValues.IsGuid).ToList();
        var filter = Uri.EscapeDataString(string.Join(" OR ", invoices.Select(id => $"Invoice.InvoiceID==guid(\"{id}\")")));
        for (var (page, more) = (1, invoices.Count > 0); more; page++)
        {
            var query = $"Payments?where={filter}&order=PaymentID%20ASC&page={page}&pageSize={XeroFacts.PageSize}";
            var answer = await api.GetAsync(query, cancellationToken).ConfigureAwait(false);
            var rows = XeroPage.Read(answer.Body, "Payments", XeroPayment.Shape);
            foreach (var (wire, payload) in rows)
            {
                if (wire is { PaymentID: not null } payment && IsMarked(payment, intents))
                {
                    marked.Add((payment, payload));
                }
            }

            more = XeroPage.MayGoOn(answer.Body, rows.Count, XeroFacts.PageSize, page);
        }

        return marked;
    }

    private static async Task<List<XeroPayment>> OfNotesAsync(
        XeroApi api, IReadOnlyList<WriteIntent<Payment>> intents, CancellationToken cancellationToken)
    {
        var marked = new List<XeroPayment>();
        foreach (var id in XeroPaidDocuments.NotesOf(intents).Where(XeroValues.IsGuid))
        {
            if (await api.FindAsync($"CreditNotes/{id}", cancellationToken).ConfigureAwait(false) is { } answer)
            {
                marked.AddRange(
                    XeroPage.Read(answer.Body, "CreditNotes", XeroPaid.Shape)
                        .SelectMany(one => one.Wire?.Payments ?? [])
                        .Where(payment => payment.PaymentID is not null && IsMarked(payment, intents))
                );
            }
        }

        return marked;
    }

    private static bool IsMarked(in XeroPayment payment, IReadOnlyList<WriteIntent<Payment>> intents)
    {
        var reference = payment.Reference;
        return intents.Any(intent => XeroMark.IsIn(reference, intent.Key));
    }
}
