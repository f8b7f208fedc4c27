namespace Sequence.Connectors.QuickBooks;

/// <summary>When a document was last mailed, as it travels.</summary>
internal struct QuickBooksDelivery
{
    public string? DeliveryTime { get; set; }

    public static WireShape<QuickBooksDelivery> Shape { get; } = new()
    {
        { "DeliveryTime", (ref json, ref it) => it.DeliveryTime = json.Text() },
    };
}
