namespace Sequence.Connectors.QuickBooks;

/// <summary>The tax of a document, as it travels.</summary>
internal sealed record QuickBooksTaxDetail
{
    public decimal? TotalTax { get; init; }

    public QuickBooksReference? TxnTaxCodeRef { get; init; }
}
