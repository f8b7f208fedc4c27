namespace Sequence.Connectors.QuickBooks;

/// <summary>An item, as it travels.</summary>
internal struct QuickBooksItem
{
    public string? Id { get; set; }

    public string? SyncToken { get; set; }

    public QuickBooksMetaData? MetaData { get; set; }

    public string? Name { get; set; }

    public string? FullyQualifiedName { get; set; }

    public string? Sku { get; set; }

    public string? Description { get; set; }

    public string? Type { get; set; }

    public decimal? UnitPrice { get; set; }

    public bool? Taxable { get; set; }

    public bool? Active { get; set; }

    public QuickBooksReference? IncomeAccountRef { get; set; }

    public QuickBooksReference? SalesTaxCodeRef { get; set; }

    public static WireShape<QuickBooksItem> Shape { get; } = new()
    {
        { "Id", (ref json, ref it) => it.Id = json.Text() },
        { "SyncToken", (ref json, ref it) => it.SyncToken = json.Text() },
        { "MetaData", (ref json, ref it) => it.MetaData = json.Object(QuickBooksMetaData.Shape) },
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "FullyQualifiedName", (ref json, ref it) => it.FullyQualifiedName = json.Text() },
        { "Sku", (ref json, ref it) => it.Sku = json.Text() },
        { "Description", (ref json, ref it) => it.Description = json.Text() },
        { "Type", (ref json, ref it) => it.Type = json.Text() },
        { "UnitPrice", (ref json, ref it) => it.UnitPrice = json.Number() },
        { "Taxable", (ref json, ref it) => it.Taxable = json.Flag() },
        { "Active", (ref json, ref it) => it.Active = json.Flag() },
        { "IncomeAccountRef", (ref json, ref it) => it.IncomeAccountRef = json.Object(QuickBooksReference.Shape) },
        { "SalesTaxCodeRef", (ref json, ref it) => it.SalesTaxCodeRef = json.Object(QuickBooksReference.Shape) },
    };
}
