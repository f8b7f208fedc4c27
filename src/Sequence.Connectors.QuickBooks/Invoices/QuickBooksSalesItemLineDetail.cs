namespace Sequence.Connectors.QuickBooks;

/// <summary>What a line sells, as it travels.</summary>
internal sealed record QuickBooksSalesItemLineDetail
{
    public QuickBooksReference? ItemRef { get; init; }

    public QuickBooksReference? ItemAccountRef { get; init; }

    public decimal? Qty { get; init; }

    public decimal? UnitPrice { get; init; }

    public QuickBooksReference? TaxCodeRef { get; init; }

    public string? ServiceDate { get; init; }
}
