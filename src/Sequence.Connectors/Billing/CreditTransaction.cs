namespace Sequence.Connectors;

/// <summary>A use of credit, or credit that came.</summary>
public sealed record CreditTransaction
{
    /// <summary>Which way the credit went.</summary>
    public CreditTransactionKind Kind { get; init; }

    /// <summary>How much, in the unit of the grant; never below zero.</summary>
    public decimal Amount { get; init; }

    /// <summary>The invoice that used the credit, or whose voiding gave it back; null for neither.</summary>
    public string? InvoiceId { get; init; }

    /// <summary>Why, in the system's own words.</summary>
    public string? Reason { get; init; }

    /// <summary>The day.</summary>
    public LocalDate? Date { get; init; }
}
