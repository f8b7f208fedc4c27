namespace Sequence.Connectors.QuickBooks;

/// <summary>Payments, from QuickBooks to the unified model. Pure.</summary>
internal static class QuickBooksPaymentMapper
{
    public static Payment ToPayment(in QuickBooksPayment payment, RawPayload payload, QuickBooksReadScope scope)
    {
        var id = payment.Id ?? "";
        return new()
        {
            Id = id,
            CustomerId = payment.CustomerRef?.Value,
            Amount = payment.TotalAmt,
            Unapplied = payment.UnappliedAmt,
            Currency = scope.Currency(payment.CurrencyRef),
            CurrencyText = payment.CurrencyRef?.Value,
            ExchangeRate = payment.ExchangeRate,
            Date = scope.Date(nameof(Payment.Date), "TxnDate", payment.TxnDate),
            Reference = payment.PaymentRefNum,
            MethodText = payment.PaymentMethodRef?.Name ?? payment.PaymentMethodRef?.Value,
            DepositAccountId = payment.DepositToAccountRef?.Value,
            State = IsVoided(payment) ? PaymentState.Voided : PaymentState.Received,
            Allocations = Allocations(payment, scope),
            Memo = payment.PrivateNote,
            Source = scope.Source(id, payment.SyncToken, payment.MetaData, scope.Links.Payment, payload),
        };
    }

    /// <summary>The use of a credit memo that a payment holds; of several, the first.</summary>
    public static CreditApplication ToApplication(in QuickBooksPayment payment, RawPayload payload, QuickBooksReadScope scope)
    {
        var id = payment.Id ?? "";
        var allocations = Allocations(payment, scope);
        var paid = allocations.FirstOrDefault(allocation => allocation.InvoiceId is not null);
        return new()
        {
            Id = id,
            CustomerId = payment.CustomerRef?.Value,
            CreditMemoId = allocations.FirstOrDefault(allocation => allocation.CreditMemoId is not null)?.CreditMemoId,
            InvoiceId = paid?.InvoiceId,
            Amount = paid?.Amount,
            Currency = scope.Currency(payment.CurrencyRef),
            Date = scope.Date(nameof(CreditApplication.Date), "TxnDate", payment.TxnDate),
            Source = scope.Source(id, payment.SyncToken, payment.MetaData, scope.Links.Payment, payload),
        };
    }

    // A payment of zero that links documents is the use of a credit memo, not a void.
    private static bool IsVoided(in QuickBooksPayment payment) =>
        payment is { TotalAmt: 0m, PrivateNote: { } note }
        && note.StartsWith("Voided", StringComparison.OrdinalIgnoreCase)
        && (payment.Line ?? []).All(line => line.Amount is null or 0m);

    private static ValueList<PaymentAllocation> Allocations(in QuickBooksPayment payment, QuickBooksReadScope scope)
    {
        var allocations = new List<PaymentAllocation>();
        foreach (var line in payment.Line ?? [])
        {
            foreach (var link in line.LinkedTxn ?? [])
            {
                if (link.TxnType is "Invoice" or "CreditMemo")
                {
                    var isInvoice = link.TxnType == "Invoice";
                    allocations.Add(
                        new()
                        {
                            InvoiceId = isInvoice ? link.TxnId : null,
                            CreditMemoId = isInvoice ? null : link.TxnId,
                            Amount = line.Amount ?? 0m,
                        }
                    );
                }
                else
                {
                    scope.Note(
                        MappingNoteKind.Dropped, nameof(Payment.Allocations), "Line.LinkedTxn.TxnType", link.TxnType, null,
                        $"The payment also settles a {link.TxnType}, which the model does not hold.");
                }
            }
        }

        return allocations.ToValueList();
    }
}
