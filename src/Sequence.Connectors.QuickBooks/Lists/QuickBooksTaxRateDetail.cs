namespace Sequence.Connectors.QuickBooks;

/// <summary>One rate of a tax code, as it travels.</summary>
internal sealed record QuickBooksTaxRateDetail
{
    public QuickBooksReference? TaxRateRef { get; init; }
}
