namespace Sequence.Connectors.Xero;

/// <summary>A contact, as it travels.</summary>
internal struct XeroContact
{
    public string? ContactID { get; set; }

    public string? MergedToContactID { get; set; }

    public string? ContactNumber { get; set; }

    public string? AccountNumber { get; set; }

    public string? CompanyNumber { get; set; }

    public string? TaxNumber { get; set; }

    public string? ContactStatus { get; set; }

    public string? Name { get; set; }

    public string? FirstName { get; set; }

    public string? LastName { get; set; }

    public string? EmailAddress { get; set; }

    public XeroContactPerson[]? ContactPersons { get; set; }

    public XeroAddress[]? Addresses { get; set; }

    public XeroPhone[]? Phones { get; set; }

    public string? DefaultCurrency { get; set; }

    public string? AccountsReceivableTaxType { get; set; }

    public string? Website { get; set; }

    public string? UpdatedDateUTC { get; set; }

    public static WireShape<XeroContact> Shape { get; } = new()
    {
        { "ContactID", (ref json, ref it) => it.ContactID = json.Text() },
        { "MergedToContactID", (ref json, ref it) => it.MergedToContactID = json.Text() },
        { "ContactNumber", (ref json, ref it) => it.ContactNumber = json.Text() },
        { "AccountNumber", (ref json, ref it) => it.AccountNumber = json.Text() },
        { "CompanyNumber", (ref json, ref it) => it.CompanyNumber = json.Text() },
        { "TaxNumber", (ref json, ref it) => it.TaxNumber = json.Text() },
        { "ContactStatus", (ref json, ref it) => it.ContactStatus = json.Text() },
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "FirstName", (ref json, ref it) => it.FirstName = json.Text() },
        { "LastName", (ref json, ref it) => it.LastName = json.Text() },
        { "EmailAddress", (ref json, ref it) => it.EmailAddress = json.Text() },
        { "ContactPersons", (ref json, ref it) => it.ContactPersons = json.Array(XeroContactPerson.Shape) },
        { "Addresses", (ref json, ref it) => it.Addresses = json.Array(XeroAddress.Shape) },
        { "Phones", (ref json, ref it) => it.Phones = json.Array(XeroPhone.Shape) },
        { "DefaultCurrency", (ref json, ref it) => it.DefaultCurrency = json.Text() },
        { "AccountsReceivableTaxType", (ref json, ref it) => it.AccountsReceivableTaxType = json.Text() },
        { "Website", (ref json, ref it) => it.Website = json.Text() },
        { "UpdatedDateUTC", (ref json, ref it) => it.UpdatedDateUTC = json.Text() },
    };
}
