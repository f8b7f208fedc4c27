namespace Sequence.Connectors.QuickBooks;

/// <summary>One rate of a tax code, as it travels.</summary>
internal struct QuickBooksTaxRateDetail
{
    public QuickBooksReference? TaxRateRef { get; set; }

    public static WireShape<QuickBooksTaxRateDetail> Shape { get; } = new()
    {
        { "TaxRateRef", (ref json, ref it) => it.TaxRateRef = json.Object(QuickBooksReference.Shape) },
    };
}
