namespace Sequence.Connectors.QuickBooks;

/// <summary>A website, as it travels.</summary>
internal struct QuickBooksWebAddress
{
    public string? Uri { get; set; }

    public static WireShape<QuickBooksWebAddress> Shape { get; } = new()
    {
        { "URI", (ref json, ref it) => it.Uri = json.Text() },
    };
}
