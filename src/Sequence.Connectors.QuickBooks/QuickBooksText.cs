namespace Sequence.Connectors.QuickBooks;

/// <summary>A text in an object of its own, as a memo travels.</summary>
internal struct QuickBooksText
{
    public string? Value { get; set; }

    public static WireShape<QuickBooksText> Shape { get; } = new()
    {
        { "value", (ref json, ref it) => it.Value = json.Text() },
    };
}
