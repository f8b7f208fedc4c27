namespace Sequence.Connectors.QuickBooks;

/// <summary>How much of a payment is on one other transaction, or on one line of it.</summary>
internal readonly record struct QuickBooksPaymentLink(string Type, string Id, string? LineId, decimal Amount)
{
    /// <summary>Whether the model holds what is linked.</summary>
    public bool IsOfModel => Type is "Invoice" or "CreditMemo";

    /// <summary>All that a payment links, as it stands.</summary>
    public static List<QuickBooksPaymentLink> Of(QuickBooksWritten payment) =>
        Of(WireReader.Parse(payment.Payload.Utf8.Span, QuickBooksPayment.Shape) ?? default);

    /// <summary>All that a payment links.</summary>
    public static List<QuickBooksPaymentLink> Of(in QuickBooksPayment payment)
    {
        var links = new List<QuickBooksPaymentLink>();
        foreach (var line in payment.Line ?? [])
        {
            links.AddRange((line.LinkedTxn ?? []).Where(link => link is { TxnType: not null, TxnId: not null })
                .Select(link => new QuickBooksPaymentLink(link.TxnType!, link.TxnId!, link.TxnLineId, line.Amount ?? 0m)));
        }

        return links;
    }
}
