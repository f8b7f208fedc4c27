namespace Sequence.Connectors;

/// <summary>A tax that lines may carry: what systems call a tax rate, a tax code or a tax type.</summary>
public sealed record TaxRate : IRecord
{
    /// <inheritdoc />
    public required string Id { get; init; }

    /// <summary>The name that people see.</summary>
    public string? Name { get; init; }

    /// <summary>The description that people see.</summary>
    public string? Description { get; init; }

    /// <summary>The rate, its components added up; null when it depends on the sale or is not said.</summary>
    public Percentage? Percentage { get; init; }

    /// <summary>Whether lines with it are taxed; null when the system does not say.</summary>
    public bool? Taxable { get; init; }

    /// <summary>Whether the rate is in use.</summary>
    public RecordState State { get; init; }

    /// <inheritdoc />
    public CustomFields CustomFields { get; init => field = value ?? CustomFields.Empty; } = CustomFields.Empty;

    /// <inheritdoc />
    public RecordSource? Source { get; init; }
}
