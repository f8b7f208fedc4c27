namespace Sequence.Connectors.QuickBooks;

/// <summary>The rates that make up a tax code, as they travel.</summary>
internal struct QuickBooksTaxRateList
{
    public QuickBooksTaxRateDetail[]? TaxRateDetail { get; set; }

    public static WireShape<QuickBooksTaxRateList> Shape { get; } = new()
    {
        { "TaxRateDetail", (ref json, ref it) => it.TaxRateDetail = json.Array(QuickBooksTaxRateDetail.Shape) },
    };
}
