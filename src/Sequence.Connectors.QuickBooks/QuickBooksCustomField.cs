namespace Sequence.Connectors.QuickBooks;

/// <summary>A custom field, as it travels.</summary>
internal struct QuickBooksCustomField
{
    public string? DefinitionId { get; set; }

    public string? Name { get; set; }

    public string? Type { get; set; }

    public string? StringValue { get; set; }

    public bool? BooleanValue { get; set; }

    public static WireShape<QuickBooksCustomField> Shape { get; } = new()
    {
        { "DefinitionId", (ref json, ref it) => it.DefinitionId = json.Text() },
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "Type", (ref json, ref it) => it.Type = json.Text() },
        { "StringValue", (ref json, ref it) => it.StringValue = json.Text() },
        { "BooleanValue", (ref json, ref it) => it.BooleanValue = json.Flag() },
    };
}
