namespace Sequence.Connectors.QuickBooks;

/// <summary>A mail address, as it travels.</summary>
internal struct QuickBooksEmail
{
    public string? Address { get; set; }

    public static WireShape<QuickBooksEmail> Shape { get; } = new()
    {
        { "Address", (ref json, ref it) => it.Address = json.Text() },
    };
}
