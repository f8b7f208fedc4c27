using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>A bill to a customer. It has one currency; all its amounts are plain decimals in it.</summary>
[DebuggerDisplay("Invoice {Number} {Status} {Currency} {GrossTotal} due {DueDate}")]
public sealed record Invoice : IDocument
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <inheritdoc />
    public string? Number { get; init; }

    /// <inheritdoc />
    public string? CustomerId { get; init; }

    /// <inheritdoc />
    public TaxStatus? CustomerTaxStatus { get; init; }

    /// <inheritdoc />
    public CurrencyCode? Currency { get; init; }

    /// <inheritdoc />
    public string? CurrencyText { get; init; }

    /// <inheritdoc />
    public LocalDate? IssueDate { get; init; }

    /// <summary>The date the invoice falls due; null when the system leaves it to the customer's terms.</summary>
    public LocalDate? DueDate { get; init; }

    /// <inheritdoc />
    public DocumentStatus Status { get; init; }

    /// <inheritdoc />
    public string? StatusText { get; init; }

    /// <summary>How much is paid. A voided invoice is <see cref="PaymentStatus.NothingDue"/>, never paid.</summary>
    public PaymentStatus PaymentStatus { get; init; }

    /// <inheritdoc />
    public ValueList<InvoiceLine> Lines { get; init; }

    /// <inheritdoc />
    public decimal? NetTotal { get; init; }

    /// <inheritdoc />
    public decimal? TaxTotal { get; init; }

    /// <inheritdoc />
    public decimal? GrossTotal { get; init; }

    /// <summary>What is still to pay, tax included; null when the system does not say.</summary>
    public decimal? Balance { get; init; }

    /// <summary>What the invoice uses of credit grants; credit memos are not among it.</summary>
    public ValueList<AppliedCredit> AppliedCredits { get; init; }

    /// <inheritdoc />
    public string? Memo { get; init; }

    /// <summary>The buyer's order number.</summary>
    public string? PurchaseOrderNumber { get; init; }

    /// <summary>The mail address that the invoice goes to, when it is not the customer's own.</summary>
    public string? BillingEmail { get; init; }

    /// <summary>The address as it stood when the invoice was made: a snapshot, never the customer's address of today.</summary>
    public Address? BillingAddress { get; init; }

    /// <summary>
    /// Units of the ledger's home currency for one unit of the invoice's; null when they are the same or the system decides.
    /// </summary>
    public decimal? ExchangeRate { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init => field = value ?? CustomFields.Empty; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }
}
