namespace Sequence.Connectors.Xero;

/// <summary>Payments of customers' invoices and refunds of their credit notes, from Xero to the unified model. Pure.</summary>
internal static class XeroPaymentMapper
{
    private const string Sale = "ACCRECPAYMENT";
    private const string Refund = "ARCREDITPAYMENT";

    public static Change<Payment>? ToChange(in XeroPayment payment, RawPayload payload, XeroReadScope scope) =>
        payment.PaymentType is null or Sale or Refund ? new Change<Payment>.Current(ToPayment(payment, payload, scope)) : null;

    public static Payment ToPayment(in XeroPayment payment, RawPayload payload, XeroReadScope scope)
    {
        var id = payment.PaymentID ?? "";
        var (amount, document) = (payment.Amount, payment.Invoice);
        return new()
        {
            Id = id,
            CustomerId = document?.Contact?.ContactID ?? payment.CreditNote?.Contact?.ContactID,
            Amount = amount,
            Unapplied = amount is null ? null : 0m,
            Currency = scope.Currency(document?.CurrencyCode),
            CurrencyText = document?.CurrencyCode,
            ExchangeRate = XeroDocumentMapper.ExchangeRate(payment.CurrencyRate, document?.CurrencyCode, scope),
            Date = scope.Date(nameof(Payment.Date), "Date", payment.Date),
            Reference = XeroMark.Without(payment.Reference),
            DepositAccountId = payment.Account?.AccountID,
            State = StateOf(payment.Status, scope),
            Allocations = amount is { } part && AllocationOf(payment, part) is { } allocation ? [allocation] : [],
            Source = scope.Source(id, payment.UpdatedDateUTC, scope.Links.Payment, payload),
        };
    }

    /// <summary>A payment of several invoices, which Xero calls a batch.</summary>
    public static Payment ToPayment(in XeroBatchPayment batch, RawPayload payload, XeroReadScope scope)
    {
        var id = XeroPaymentId.OfBatch(batch.BatchPaymentID);
        var parts = batch.Payments ?? [];
        var currency = parts.Select(part => part.Invoice?.CurrencyCode).FirstOrDefault(code => code is not null);
        return new()
        {
            Id = id,
            Amount = batch.TotalAmount,
            Unapplied = batch.TotalAmount is null ? null : 0m,
            Currency = scope.Currency(currency),
            CurrencyText = currency,
            Date = scope.Date(nameof(Payment.Date), "Date", batch.Date),
            Reference = XeroMark.Without(batch.Reference),
            DepositAccountId = batch.Account?.AccountID,
            State = StateOf(batch.Status, scope),
            Allocations = parts
                .Select(part => part.Amount is { } amount ? AllocationOf(part, amount) : null)
                .OfType<PaymentAllocation>()
                .ToValueList(),
            Source = scope.Source(id, batch.UpdatedDateUTC, link: null, payload),
        };
    }

    // A refund shows its credit note where other payments show their invoice, with the note's id and type.
    private static PaymentAllocation? AllocationOf(in XeroPayment payment, decimal amount) => payment switch
    {
        { CreditNote.CreditNoteID: { } note } => new() { CreditMemoId = note, Amount = amount },
        { Invoice: { Type: "ACCRECCREDIT", InvoiceID: { } note } } => new() { CreditMemoId = note, Amount = amount },
        { Invoice.InvoiceID: { } invoice } => new() { InvoiceId = invoice, Amount = amount },
        _ => null,
    };

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
