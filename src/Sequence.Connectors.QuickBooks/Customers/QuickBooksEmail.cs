namespace Sequence.Connectors.QuickBooks;

/// <summary>A mail address, as it travels.</summary>
internal sealed record QuickBooksEmail
{
    public string? Address { get; init; }
}
