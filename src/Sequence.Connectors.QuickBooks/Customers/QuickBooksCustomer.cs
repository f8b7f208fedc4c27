namespace Sequence.Connectors.QuickBooks;

/// <summary>A customer, as it travels.</summary>
internal struct QuickBooksCustomer
{
    public string? Id { get; set; }

    public string? SyncToken { get; set; }

    public QuickBooksMetaData? MetaData { get; set; }

    public string? DisplayName { get; set; }

    public string? CompanyName { get; set; }

    public string? GivenName { get; set; }

    public string? FamilyName { get; set; }

    public QuickBooksEmail? PrimaryEmailAddr { get; set; }

    public QuickBooksPhone? PrimaryPhone { get; set; }

    public QuickBooksWebAddress? WebAddr { get; set; }

    public QuickBooksAddress? BillAddr { get; set; }

    public QuickBooksAddress? ShipAddr { get; set; }

    public QuickBooksReference? CurrencyRef { get; set; }

    public QuickBooksReference? DefaultTaxCodeRef { get; set; }

    public QuickBooksReference? ParentRef { get; set; }

    public bool? Taxable { get; set; }

    public bool? Active { get; set; }

    public string? Notes { get; set; }

    public static WireShape<QuickBooksCustomer> Shape { get; } = new()
    {
        { "Id", (ref json, ref it) => it.Id = json.Text() },
        { "SyncToken", (ref json, ref it) => it.SyncToken = json.Text() },
        { "MetaData", (ref json, ref it) => it.MetaData = json.Object(QuickBooksMetaData.Shape) },
        { "DisplayName", (ref json, ref it) => it.DisplayName = json.Text() },
        { "CompanyName", (ref json, ref it) => it.CompanyName = json.Text() },
        { "GivenName", (ref json, ref it) => it.GivenName = json.Text() },
        { "FamilyName", (ref json, ref it) => it.FamilyName = json.Text() },
        { "PrimaryEmailAddr", (ref json, ref it) => it.PrimaryEmailAddr = json.Object(QuickBooksEmail.Shape) },
        { "PrimaryPhone", (ref json, ref it) => it.PrimaryPhone = json.Object(QuickBooksPhone.Shape) },
        { "WebAddr", (ref json, ref it) => it.WebAddr = json.Object(QuickBooksWebAddress.Shape) },
        { "BillAddr", (ref json, ref it) => it.BillAddr = json.Object(QuickBooksAddress.Shape) },
        { "ShipAddr", (ref json, ref it) => it.ShipAddr = json.Object(QuickBooksAddress.Shape) },
        { "CurrencyRef", (ref json, ref it) => it.CurrencyRef = json.Object(QuickBooksReference.Shape) },
        { "DefaultTaxCodeRef", (ref json, ref it) => it.DefaultTaxCodeRef = json.Object(QuickBooksReference.Shape) },
        { "ParentRef", (ref json, ref it) => it.ParentRef = json.Object(QuickBooksReference.Shape) },
        { "Taxable", (ref json, ref it) => it.Taxable = json.Flag() },
        { "Active", (ref json, ref it) => it.Active = json.Flag() },
        { "Notes", (ref json, ref it) => it.Notes = json.Text() },
    };
}
