namespace Sequence.Connectors.Xero;

/// <summary>An organisation, as it travels.</summary>
internal struct XeroOrganisationDetails
{
    public string? OrganisationID { get; set; }

    public string? Name { get; set; }

    public string? CountryCode { get; set; }

    public string? BaseCurrency { get; set; }

    public string? Class { get; set; }

    public string? Version { get; set; }

    public string? Timezone { get; set; }

    public string? ShortCode { get; set; }

    public string? OrganisationStatus { get; set; }

    public string? PeriodLockDate { get; set; }

    public string? EndOfYearLockDate { get; set; }

    public string? DefaultSalesTax { get; set; }

    public bool? IsDemoCompany { get; set; }

    public bool? PaysTax { get; set; }

    public static WireShape<XeroOrganisationDetails> Shape { get; } = new()
    {
        { "OrganisationID", (ref json, ref it) => it.OrganisationID = json.Text() },
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "CountryCode", (ref json, ref it) => it.CountryCode = json.Text() },
        { "BaseCurrency", (ref json, ref it) => it.BaseCurrency = json.Text() },
        { "Class", (ref json, ref it) => it.Class = json.Text() },
        { "Version", (ref json, ref it) => it.Version = json.Text() },
        { "Timezone", (ref json, ref it) => it.Timezone = json.Text() },
        { "ShortCode", (ref json, ref it) => it.ShortCode = json.Text() },
        { "OrganisationStatus", (ref json, ref it) => it.OrganisationStatus = json.Text() },
        { "PeriodLockDate", (ref json, ref it) => it.PeriodLockDate = json.Text() },
        { "EndOfYearLockDate", (ref json, ref it) => it.EndOfYearLockDate = json.Text() },
        { "DefaultSalesTax", (ref json, ref it) => it.DefaultSalesTax = json.Text() },
        { "IsDemoCompany", (ref json, ref it) => it.IsDemoCompany = json.Flag() },
        { "PaysTax", (ref json, ref it) => it.PaysTax = json.Flag() },
    };
}
