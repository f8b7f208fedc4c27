namespace Sequence.Connectors;

/// <summary>Something that is sold: what systems call a product or an item.</summary>
public sealed record Product : IRecord
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>The name that people see.</summary>
    public string? Name { get; init; }

    /// <summary>The stock keeping unit, or another code of the host's choosing.</summary>
    public string? Sku { get; init; }

    /// <summary>The text that documents show.</summary>
    public string? Description { get; init; }

    /// <summary>The list price before tax; null when there is none.</summary>
    public decimal? UnitPrice { get; init; }

    /// <summary>The ledger account that sales are booked to.</summary>
    public string? LedgerAccountId { get; init; }

    /// <summary>The tax rate of sales, where the product decides it.</summary>
    public string? TaxRateId { get; init; }

    /// <summary>Whether sales are taxed; null when the system does not say.</summary>
    public bool? Taxable { get; init; }

    /// <summary>The kind in the system's own word, such as <c>Service</c>.</summary>
    public string? KindText { get; init; }

    /// <summary>Whether the product is in use.</summary>
    public RecordState State { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init => field = value ?? CustomFields.Empty; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }
}
