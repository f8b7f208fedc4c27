namespace Sequence.Connectors;

/// <summary>The use of a credit memo against an invoice: an effect of its own, after both documents stand.</summary>
public sealed record CreditApplication : IRecord
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>The customer of both documents.</summary>
    public string? CustomerId { get; init; }

    /// <summary>The credit memo that is used.</summary>
    public string? CreditMemoId { get; init; }

    /// <summary>The invoice that it is used for.</summary>
    public string? InvoiceId { get; init; }

    /// <summary>How much, tax included, in the currency of both documents.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The currency of both documents.</summary>
    public CurrencyCode? Currency { get; init; }

    /// <summary>The day of the application.</summary>
    public LocalDate? Date { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init => field = value ?? CustomFields.Empty; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }
}
