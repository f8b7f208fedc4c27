namespace Sequence.Connectors.QuickBooks;

/// <summary>A line of a document, as it travels; which detail is there depends on <see cref="DetailType"/>.</summary>
internal struct QuickBooksLine
{
    public string? Id { get; set; }

    public string? DetailType { get; set; }

    public string? Description { get; set; }

    public decimal? Amount { get; set; }

    public QuickBooksSalesItemLineDetail? SalesItemLineDetail { get; set; }

    public QuickBooksGroupLineDetail? GroupLineDetail { get; set; }

    public QuickBooksLinkedTransaction[]? LinkedTxn { get; set; }

    public static WireShape<QuickBooksLine> Shape { get; } = new()
    {
        { "Id", (ref json, ref it) => it.Id = json.Text() },
        { "DetailType", (ref json, ref it) => it.DetailType = json.Text() },
        { "Description", (ref json, ref it) => it.Description = json.Text() },
        { "Amount", (ref json, ref it) => it.Amount = json.Number() },
        { "SalesItemLineDetail", (ref json, ref it) => it.SalesItemLineDetail = json.Object(QuickBooksSalesItemLineDetail.Shape) },
        { "GroupLineDetail", (ref json, ref it) => it.GroupLineDetail = json.Object(QuickBooksGroupLineDetail.Shape) },
        { "LinkedTxn", (ref json, ref it) => it.LinkedTxn = json.Array(QuickBooksLinkedTransaction.Shape) },
    };
}
