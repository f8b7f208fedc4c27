namespace Sequence.Connectors.Xero;

/// <summary>
/// Looks for payments by the mark in their references: among all payments of the invoices that they pay, deleted ones included,
/// and among those that a credit note shows. Payments can be asked for by their invoices, however many an organisation has.
/// https://developer.xero.com/documentation/api/accounting/payments
/// </summary>
internal static class XeroPaymentSearch
{
    // What has members of other types than Xero documents is no payment's, and is not taken for absent by who reads it next.
    private const string Unread = "";

    public static async Task<List<(RawPayload Payload, string Mark)>?> FindAsync(
        XeroApi api, IReadOnlyList<WriteIntent<Payment>> intents, CancellationToken cancellationToken)
    {
        var marked = await OfInvoicesAsync(api, intents, cancellationToken).ConfigureAwait(false);
        var found = marked
            .Where(one => one.Wire.BatchPaymentID is null)
            .Select(one => (one.Payload, one.Wire.Reference!))
            .ToList();

        // Each part of a batch bears the mark; the batch stands for all of them.
        var batches = marked
            .Where(one => one.Wire.BatchPaymentID is not null)
            .DistinctBy(one => one.Wire.BatchPaymentID)
            .ToDictionary(one => one.Wire.BatchPaymentID!, one => one.Wire.Reference!, StringComparer.OrdinalIgnoreCase);
        foreach (var query in XeroPaymentId.QueriesOfBatches(batches.Keys.Select(XeroPaymentId.OfBatch)))
        {
            var answer = await api.GetAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var (batch, payload) in XeroPage.Read(answer.Body, "BatchPayments", XeroBatchPayment.Shape))
            {
                found.Add((payload, batches.GetValueOrDefault(batch?.BatchPaymentID ?? "", Unread)));
            }
        }

        var refunds = (await OfNotesAsync(api, intents, cancellationToken).ConfigureAwait(false))
            .DistinctBy(one => one.PaymentID)
            .ToDictionary(one => one.PaymentID!, one => one.Reference!, StringComparer.OrdinalIgnoreCase);
        foreach (var query in XeroEntities.Payment.QueriesOf([.. refunds.Keys]))
        {
            var answer = await api.GetAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var (payment, payload) in XeroPage.Read(answer.Body, "Payments", XeroPayment.Shape))
            {
                found.Add((payload, refunds.GetValueOrDefault(payment?.PaymentID ?? "", Unread)));
            }
        }

        return found;
    }

    private static async Task<List<(XeroPayment Wire, RawPayload Payload)>> OfInvoicesAsync(
        XeroApi api, IReadOnlyList<WriteIntent<Payment>> intents, CancellationToken cancellationToken)
    {
        var marked = new List<(XeroPayment, RawPayload)>();
        foreach (
            var query in XeroQueries.ByFilter(
                "Payments",
                "Invoice.InvoiceID",
                XeroPaidDocuments.InvoicesOf(intents),
                $"&order=PaymentID%20ASC&pageSize={XeroFacts.PageSize}"
            )
        )
        {
            for (var (page, more) = (1, true); more; page++)
            {
                var answer = await api.GetAsync($"{query}&page={page}", cancellationToken).ConfigureAwait(false);
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
