namespace Sequence.Connectors.QuickBooks;

/// <summary>A tax code, as it travels.</summary>
internal sealed record QuickBooksTaxCode
{
    public string? Id { get; init; }

    public string? SyncToken { get; init; }

    public QuickBooksMetaData? MetaData { get; init; }

    public string? Name { get; init; }

    public string? Description { get; init; }

    public bool? Active { get; init; }

    public bool? Taxable { get; init; }

    public bool? TaxGroup { get; init; }

    public QuickBooksTaxRateList? SalesTaxRateList { get; init; }
}
