namespace Sequence.Connectors.QuickBooks;

/// <summary>A bundle of lines, as it travels: its children carry the money.</summary>
internal sealed record QuickBooksGroupLineDetail
{
    public QuickBooksLine[]? Line { get; init; }
}
