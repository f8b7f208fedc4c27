namespace Sequence.Connectors.Xero;

/// <summary>Payments of customers' invoices, from Xero to the unified model. Pure.</summary>
internal static class XeroPaymentMapper
{
    public static Change<Payment>? ToChange(in XeroPayment payment, RawPayload payload, XeroReadScope scope) =>
        payment.PaymentType is null or "ACCRECPAYMENT" ? new Change<Payment>.Current(ToPayment(payment, payload, scope)) : null;

    private static Payment ToPayment(in XeroPayment payment, RawPayload payload, XeroReadScope scope)
    {
        var id = payment.PaymentID ?? "";
        var (amount, invoice) = (payment.Amount, payment.Invoice);
        return new()
        {
            Id = id,
            CustomerId = invoice?.Contact?.ContactID,
            Amount = amount,
            Unapplied = amount is null ? null : 0m,
            Currency = scope.Currency(invoice?.CurrencyCode),
            CurrencyText = invoice?.CurrencyCode,
            Date = scope.Date(nameof(Payment.Date), "Date", payment.Date),
            Reference = XeroMark.Without(payment.Reference),
            DepositAccountId = payment.Account?.AccountID,
            State = StateOf(payment.Status, scope),
            Allocations = invoice?.InvoiceID is { } paid && amount is { } part ? [new() { InvoiceId = paid, Amount = part }] : [],
            Source = scope.Source(id, payment.UpdatedDateUTC, scope.Links.Payment, payload),
        };
    }

    // A payment that was removed stays to be read, and says so: its invoice is open again.
    private static PaymentState StateOf(string? status, XeroReadScope scope)
    {
        if (status is not (null or "AUTHORISED" or "DELETED"))
        {
            scope.Unknown(nameof(Payment.State), "Status", status);
        }

        return status switch { "AUTHORISED" => PaymentState.Received, "DELETED" => PaymentState.Voided, _ => PaymentState.Unknown };
    }
}
