namespace Sequence.Connectors.QuickBooks;

/// <summary>A credit memo as far as it is used, as it travels.</summary>
internal struct QuickBooksCreditUse
{
    public string? Id { get; set; }

    public decimal? RemainingCredit { get; set; }

    public QuickBooksLinkedTransaction[]? LinkedTxn { get; set; }

    public static WireShape<QuickBooksCreditUse> Shape { get; } = new()
    {
        { "Id", (ref json, ref it) => it.Id = json.Text() },
        { "RemainingCredit", (ref json, ref it) => it.RemainingCredit = json.Number() },
        { "LinkedTxn", (ref json, ref it) => it.LinkedTxn = json.Array(QuickBooksLinkedTransaction.Shape) },
    };
}
