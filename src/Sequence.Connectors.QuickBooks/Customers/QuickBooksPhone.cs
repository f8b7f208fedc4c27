namespace Sequence.Connectors.QuickBooks;

/// <summary>A telephone number, as it travels.</summary>
internal struct QuickBooksPhone
{
    public string? FreeFormNumber { get; set; }

    public static WireShape<QuickBooksPhone> Shape { get; } = new()
    {
        { "FreeFormNumber", (ref json, ref it) => it.FreeFormNumber = json.Text() },
    };
}
