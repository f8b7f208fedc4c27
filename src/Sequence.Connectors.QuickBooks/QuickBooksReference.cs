namespace Sequence.Connectors.QuickBooks;

/// <summary>A pointer to another object, as it travels.</summary>
internal struct QuickBooksReference
{
    public string? Value { get; set; }

    public static WireShape<QuickBooksReference> Shape { get; } = new()
    {
        { "value", (ref json, ref it) => it.Value = json.Text() },
    };
}
