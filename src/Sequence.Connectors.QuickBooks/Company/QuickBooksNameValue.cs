namespace Sequence.Connectors.QuickBooks;

/// <summary>A named text, as it travels.</summary>
internal struct QuickBooksNameValue
{
    public string? Name { get; set; }

    public string? Value { get; set; }

    public static WireShape<QuickBooksNameValue> Shape { get; } = new()
    {
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "Value", (ref json, ref it) => it.Value = json.Text() },
    };
}
