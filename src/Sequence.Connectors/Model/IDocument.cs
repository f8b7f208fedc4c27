namespace Sequence.Connectors;

/// <summary>
/// What an <see cref="Invoice"/> and a <see cref="CreditMemo"/> have in common: one customer, one currency, lines and totals.
/// </summary>
public interface IDocument : IRecord
{
    /// <summary>The number that people see; null before it is assigned.</summary>
    string? Number { get; }

    /// <summary>The customer that the document is made out to.</summary>
    string? CustomerId { get; }

    /// <summary>
    /// Whether sales to the customer were taxed when the document was made: one that is exempt, or accounts for the tax itself, is
    /// charged none. Null when it is not said.
    /// </summary>
    TaxStatus? CustomerTaxStatus { get; }

    /// <summary>The currency of every amount in the document; null when its code is unknown.</summary>
    CurrencyCode? Currency { get; }

    /// <summary>The currency as received.</summary>
    string? CurrencyText { get; }

    /// <summary>The date on the document, without a zone.</summary>
    LocalDate? IssueDate { get; }

    /// <summary>How far the document has come.</summary>
    DocumentStatus Status { get; }

    /// <summary>The status in the system's own word; null where the system has none and the status is derived.</summary>
    string? StatusText { get; }

    /// <summary>The lines, in the order of the document.</summary>
    ValueList<InvoiceLine> Lines { get; }

    /// <summary>The total before tax.</summary>
    decimal? NetTotal { get; }

    /// <summary>The tax.</summary>
    decimal? TaxTotal { get; }

    /// <summary>The total with tax.</summary>
    decimal? GrossTotal { get; }

    /// <summary>A text that prints on the document.</summary>
    string? Memo { get; }
}
