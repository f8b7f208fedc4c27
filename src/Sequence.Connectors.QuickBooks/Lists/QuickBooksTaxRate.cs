namespace Sequence.Connectors.QuickBooks;

/// <summary>A tax rate, as it travels.</summary>
internal sealed record QuickBooksTaxRate
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    public decimal? RateValue { get; init; }

    public bool? Active { get; init; }
}
