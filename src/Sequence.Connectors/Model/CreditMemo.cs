using System.Diagnostics;

namespace Sequence.Connectors;

/// <summary>A credit to a customer. Its amounts are positive.</summary>
[DebuggerDisplay("CreditMemo {Number} {Status} {Currency} {GrossTotal}")]
public sealed record CreditMemo : IDocument
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <inheritdoc />
    public string? Number { get; init; }

    /// <inheritdoc />
    public string? CustomerId { get; init; }

    /// <summary>
    /// The invoice that the credit corrects; null for a credit on its own. Naming it applies nothing: see
    /// <see cref="CreditApplication"/>.
    /// </summary>
    public string? InvoiceId { get; init; }

    /// <inheritdoc />
    public TaxStatus? CustomerTaxStatus { get; init; }

    /// <inheritdoc />
    public CurrencyCode? Currency { get; init; }

    /// <inheritdoc />
    public string? CurrencyText { get; init; }

    /// <inheritdoc />
    public LocalDate? IssueDate { get; init; }

    /// <inheritdoc />
    public DocumentStatus Status { get; init; }

    /// <inheritdoc />
    public string? StatusText { get; init; }

    /// <summary>How much is applied to invoices.</summary>
    public CreditStatus CreditStatus { get; init; }

    /// <inheritdoc />
    public ValueList<InvoiceLine> Lines { get; init; }

    /// <inheritdoc />
    public decimal? NetTotal { get; init; }

    /// <inheritdoc />
    public decimal? TaxTotal { get; init; }

    /// <inheritdoc />
    public decimal? GrossTotal { get; init; }

    /// <summary>What is not yet applied, tax included; null when the system does not say.</summary>
    public decimal? Remaining { get; init; }

    /// <inheritdoc />
    public string? Memo { get; init; }

    /// <summary>The mail address that the memo goes to, when it is not the customer's own.</summary>
    public string? BillingEmail { get; init; }

    /// <summary>The address as it stood when the memo was made.</summary>
    public Address? BillingAddress { get; init; }

    /// <summary>
    /// Units of the ledger's home currency for one unit of the memo's; null when they are the same or the system decides.
    /// </summary>
    public decimal? ExchangeRate { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init => field = value ?? CustomFields.Empty; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }
}
