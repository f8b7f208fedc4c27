namespace Sequence.Connectors.QuickBooks;

/// <summary>A line of a document, as it travels; which detail is there depends on <see cref="DetailType"/>.</summary>
internal sealed record QuickBooksLine
{
    public string? Id { get; init; }

    public string? DetailType { get; init; }

    public string? Description { get; init; }

    public decimal? Amount { get; init; }

    public QuickBooksSalesItemLineDetail? SalesItemLineDetail { get; init; }

    public QuickBooksGroupLineDetail? GroupLineDetail { get; init; }

    public QuickBooksLinkedTransaction[]? LinkedTxn { get; init; }
}
