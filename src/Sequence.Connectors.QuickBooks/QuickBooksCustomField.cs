namespace Sequence.Connectors.QuickBooks;

/// <summary>A custom field, as it travels.</summary>
internal sealed record QuickBooksCustomField
{
    public string? DefinitionId { get; init; }

    public string? Name { get; init; }

    public string? Type { get; init; }

    public string? StringValue { get; init; }
}
