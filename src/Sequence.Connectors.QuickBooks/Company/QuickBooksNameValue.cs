namespace Sequence.Connectors.QuickBooks;

/// <summary>A named text, as it travels.</summary>
internal sealed record QuickBooksNameValue
{
    public string? Name { get; init; }

    public string? Value { get; init; }
}
