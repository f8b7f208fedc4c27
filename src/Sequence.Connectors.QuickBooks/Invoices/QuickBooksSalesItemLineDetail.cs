namespace Sequence.Connectors.QuickBooks;

/// <summary>What a line sells, as it travels.</summary>
internal struct QuickBooksSalesItemLineDetail
{
    public QuickBooksReference? ItemRef { get; set; }

    public QuickBooksReference? ItemAccountRef { get; set; }

    public decimal? Qty { get; set; }

    public decimal? UnitPrice { get; set; }

    public QuickBooksReference? TaxCodeRef { get; set; }

    public string? ServiceDate { get; set; }

    public static WireShape<QuickBooksSalesItemLineDetail> Shape { get; } = new()
    {
        { "ItemRef", (ref json, ref it) => it.ItemRef = json.Object(QuickBooksReference.Shape) },
        { "ItemAccountRef", (ref json, ref it) => it.ItemAccountRef = json.Object(QuickBooksReference.Shape) },
        { "Qty", (ref json, ref it) => it.Qty = json.Number() },
        { "UnitPrice", (ref json, ref it) => it.UnitPrice = json.Number() },
        { "TaxCodeRef", (ref json, ref it) => it.TaxCodeRef = json.Object(QuickBooksReference.Shape) },
        { "ServiceDate", (ref json, ref it) => it.ServiceDate = json.Text() },
    };
}
