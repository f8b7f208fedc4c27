namespace Sequence.Connectors;

/// <summary>How much of one payment pays one invoice.</summary>
public sealed record PaymentAllocation
{
    /// <summary>The invoice that is paid; null for a part that uses up a credit memo.</summary>
    public string? InvoiceId { get; init; }

    /// <summary>The credit memo that is used up; null for a part that pays an invoice.</summary>
    public string? CreditMemoId { get; init; }

    /// <summary>How much, in the payment's currency.</summary>
    public decimal Amount { get; init; }
}
