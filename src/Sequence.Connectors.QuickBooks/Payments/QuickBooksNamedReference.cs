namespace Sequence.Connectors.QuickBooks;

/// <summary>A pointer to another object with that object's name, as it travels.</summary>
internal struct QuickBooksNamedReference
{
    public string? Value { get; set; }

    public string? Name { get; set; }

    public static WireShape<QuickBooksNamedReference> Shape { get; } = new()
    {
        { "value", (ref json, ref it) => it.Value = json.Text() },
        { "name", (ref json, ref it) => it.Name = json.Text() },
    };
}
