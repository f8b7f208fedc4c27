namespace Sequence.Connectors.QuickBooks;

/// <summary>A telephone number, as it travels.</summary>
internal sealed record QuickBooksPhone
{
    public string? FreeFormNumber { get; init; }
}
