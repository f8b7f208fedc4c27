namespace Sequence.Connectors.QuickBooks;

/// <summary>The tax of a document, as it travels.</summary>
internal struct QuickBooksTaxDetail
{
    public decimal? TotalTax { get; set; }

    public QuickBooksReference? TxnTaxCodeRef { get; set; }

    public static WireShape<QuickBooksTaxDetail> Shape { get; } = new()
    {
        { "TotalTax", (ref json, ref it) => it.TotalTax = json.Number() },
        { "TxnTaxCodeRef", (ref json, ref it) => it.TxnTaxCodeRef = json.Object(QuickBooksReference.Shape) },
    };
}
