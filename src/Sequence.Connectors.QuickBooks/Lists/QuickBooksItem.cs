namespace Sequence.Connectors.QuickBooks;

/// <summary>An item, as it travels.</summary>
internal sealed record QuickBooksItem
{
    public string? Id { get; init; }

    public string? SyncToken { get; init; }

    public QuickBooksMetaData? MetaData { get; init; }

    public string? Name { get; init; }

    public string? FullyQualifiedName { get; init; }

    public string? Sku { get; init; }

    public string? Description { get; init; }

    public string? Type { get; init; }

    public decimal? UnitPrice { get; init; }

    public bool? Taxable { get; init; }

    public bool? Active { get; init; }

    public QuickBooksReference? IncomeAccountRef { get; init; }

    public QuickBooksReference? SalesTaxCodeRef { get; init; }
}
