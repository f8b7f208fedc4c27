namespace Sequence.Connectors.QuickBooks;

/// <summary>One rate of a tax code, as it travels.</summary>
internal struct QuickBooksTaxRateDetail
{
    public QuickBooksReference? TaxRateRef { get; set; }

    /// <summary>What the rate is taken of: <c>TaxOnAmount</c>, <c>TaxOnAmountPlusTax</c> or <c>TaxOnTax</c>.</summary>
    public string? TaxTypeApplicable { get; set; }

    public static WireShape<QuickBooksTaxRateDetail> Shape { get; } = new()
    {
        { "TaxRateRef", (ref json, ref it) => it.TaxRateRef = json.Object(QuickBooksReference.Shape) },
        { "TaxTypeApplicable", (ref json, ref it) => it.TaxTypeApplicable = json.Text() },
    };
}
