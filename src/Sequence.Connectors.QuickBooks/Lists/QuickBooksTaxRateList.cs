namespace Sequence.Connectors.QuickBooks;

/// <summary>The rates that make up a tax code, as they travel.</summary>
internal sealed record QuickBooksTaxRateList
{
    public QuickBooksTaxRateDetail[]? TaxRateDetail { get; init; }
}
