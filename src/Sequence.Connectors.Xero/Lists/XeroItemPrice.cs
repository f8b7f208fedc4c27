namespace Sequence.Connectors.Xero;

/// <summary>How an item is sold, as it travels.</summary>
internal struct XeroItemPrice
{
    public decimal? UnitPrice { get; set; }

    public string? AccountCode { get; set; }

    public string? TaxType { get; set; }

    public static WireShape<XeroItemPrice> Shape { get; } = new()
    {
        { "UnitPrice", (ref json, ref it) => it.UnitPrice = json.Number() },
        { "AccountCode", (ref json, ref it) => it.AccountCode = json.Text() },
        { "TaxType", (ref json, ref it) => it.TaxType = json.Text() },
    };
}
