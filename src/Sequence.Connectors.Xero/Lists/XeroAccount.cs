namespace Sequence.Connectors.Xero;

/// <summary>A ledger account, as it travels.</summary>
internal struct XeroAccount
{
    public string? AccountID { get; set; }

    public string? Code { get; set; }

    public string? Name { get; set; }

    public string? Type { get; set; }

    public string? Class { get; set; }

    public string? Status { get; set; }

    public string? SystemAccount { get; set; }

    public string? CurrencyCode { get; set; }

    public string? TaxType { get; set; }

    public bool? EnablePaymentsToAccount { get; set; }

    public string? UpdatedDateUTC { get; set; }

    public static WireShape<XeroAccount> Shape { get; } = new()
    {
        { "AccountID", (ref json, ref it) => it.AccountID = json.Text() },
        { "Code", (ref json, ref it) => it.Code = json.Text() },
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "Type", (ref json, ref it) => it.Type = json.Text() },
        { "Class", (ref json, ref it) => it.Class = json.Text() },
        { "Status", (ref json, ref it) => it.Status = json.Text() },
        { "SystemAccount", (ref json, ref it) => it.SystemAccount = json.Text() },
        { "CurrencyCode", (ref json, ref it) => it.CurrencyCode = json.Text() },
        { "EnablePaymentsToAccount", (ref json, ref it) => it.EnablePaymentsToAccount = json.Flag() },
        { "TaxType", (ref json, ref it) => it.TaxType = json.Text() },
        { "UpdatedDateUTC", (ref json, ref it) => it.UpdatedDateUTC = json.Text() },
    };
}
