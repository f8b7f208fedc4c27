using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>Money received from a customer, and the invoices that it pays.</summary>
[DebuggerDisplay("Payment {Reference} {State} {Currency} {Amount}")]
public sealed record Payment : IRecord
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>Who paid.</summary>
    public string? CustomerId { get; init; }

    /// <summary>
    /// All the money received; zero where a credit memo was applied without money. Not what one invoice was paid: see
    /// <see cref="Allocations"/>.
    /// </summary>
    public decimal? Amount { get; init; }

    /// <summary>The part of the amount that pays no invoice yet.</summary>
    public decimal? Unapplied { get; init; }

    /// <summary>The currency of every amount in the payment.</summary>
    public CurrencyCode? Currency { get; init; }

    /// <summary>The currency as received.</summary>
    public string? CurrencyText { get; init; }

    /// <summary>
    /// Units of the ledger's home currency for one unit of the payment's, on its day; null when they are the same or the system
    /// decides.
    /// </summary>
    public decimal? ExchangeRate { get; init; }

    /// <summary>The day of the payment, without a zone.</summary>
    public LocalDate? Date { get; init; }

    /// <summary>The payer's reference, such as a check number.</summary>
    public string? Reference { get; init; }

    /// <summary>The way of paying, in the system's own word.</summary>
    public string? MethodText { get; init; }

    /// <summary>The ledger account that the money went to; null for the system's default.</summary>
    public string? DepositAccountId { get; init; }

    /// <summary>Whether the payment counts.</summary>
    public PaymentState State { get; init; }

    /// <summary>The invoices that are paid, and by how much.</summary>
    public ValueList<PaymentAllocation> Allocations { get; init; }

    /// <summary>A note for the ledger's users.</summary>
    public string? Memo { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init => field = value ?? CustomFields.Empty; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }
}
