namespace Sequence.Connectors.QuickBooks;

/// <summary>A tax code, as it travels.</summary>
internal struct QuickBooksTaxCode
{
    public string? Id { get; set; }

    public string? SyncToken { get; set; }

    public QuickBooksMetaData? MetaData { get; set; }

    public string? Name { get; set; }

    public string? Description { get; set; }

    public bool? Active { get; set; }

    public bool? Taxable { get; set; }

    public bool? TaxGroup { get; set; }

    public QuickBooksTaxRateList? SalesTaxRateList { get; set; }

    public static WireShape<QuickBooksTaxCode> Shape { get; } = new()
    {
        { "Id", (ref json, ref it) => it.Id = json.Text() },
        { "SyncToken", (ref json, ref it) => it.SyncToken = json.Text() },
        { "MetaData", (ref json, ref it) => it.MetaData = json.Object(QuickBooksMetaData.Shape) },
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "Description", (ref json, ref it) => it.Description = json.Text() },
        { "Active", (ref json, ref it) => it.Active = json.Flag() },
        { "Taxable", (ref json, ref it) => it.Taxable = json.Flag() },
        { "TaxGroup", (ref json, ref it) => it.TaxGroup = json.Flag() },
        { "SalesTaxRateList", (ref json, ref it) => it.SalesTaxRateList = json.Object(QuickBooksTaxRateList.Shape) },
    };
}
