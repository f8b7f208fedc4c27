namespace Sequence.Connectors;

/// <summary>A line of an invoice or a credit memo. Its net total is the truth; quantity and price explain it.</summary>
public sealed record InvoiceLine
{
    /// <summary>The line's id where it comes from; null for a line that has none. Unique within the document.</summary>
    public string? Id { get; init; }

    /// <summary>What the line is.</summary>
    public InvoiceLineKind Kind { get; init; }

    /// <summary>What the customer reads.</summary>
    public string? Description { get; init; }

    /// <summary>How many; null when the line has only a total.</summary>
    public decimal? Quantity { get; init; }

    /// <summary>The price of one, before tax; null when the line has only a total.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>The total of the line before tax, after its discounts; null for a text.</summary>
    public decimal? NetTotal { get; init; }

    /// <summary>The tax on the line; null when the system computes tax for the whole document.</summary>
    public decimal? TaxTotal { get; init; }

    /// <summary>The tax rate that applies, by its id; null for the customer's default.</summary>
    public string? TaxRateId { get; init; }

    /// <summary>The tax rate in words of percent; null when it is not known.</summary>
    public Percentage? TaxPercentage { get; init; }

    /// <summary>The product sold; null when the line is free text.</summary>
    public string? ProductId { get; init; }

    /// <summary>The ledger account that the line is booked to; null for the product's own.</summary>
    public string? LedgerAccountId { get; init; }

    /// <summary>The first day that the line is for.</summary>
    public LocalDate? ServiceStart { get; init; }

    /// <summary>The last day that the line is for, that day included.</summary>
    public LocalDate? ServiceEnd { get; init; }

    /// <summary>
    /// The currency of the line when it is said apart from the document's; a document has one currency, so another one here is
    /// refused.
    /// </summary>
    public CurrencyCode? Currency { get; init; }
}
