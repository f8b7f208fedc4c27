namespace Sequence.Connectors.QuickBooks;

/// <summary>A ledger account, as it travels.</summary>
internal struct QuickBooksAccount
{
    public string? Id { get; set; }

    public string? SyncToken { get; set; }

    public QuickBooksMetaData? MetaData { get; set; }

    public string? Name { get; set; }

    public string? FullyQualifiedName { get; set; }

    public string? AcctNum { get; set; }

    public string? AccountType { get; set; }

    public string? AccountSubType { get; set; }

    public bool? Active { get; set; }

    public QuickBooksReference? CurrencyRef { get; set; }

    public static WireShape<QuickBooksAccount> Shape { get; } = new()
    {
        { "Id", (ref json, ref it) => it.Id = json.Text() },
        { "SyncToken", (ref json, ref it) => it.SyncToken = json.Text() },
        { "MetaData", (ref json, ref it) => it.MetaData = json.Object(QuickBooksMetaData.Shape) },
        { "Name", (ref json, ref it) => it.Name = json.Text() },
        { "FullyQualifiedName", (ref json, ref it) => it.FullyQualifiedName = json.Text() },
        { "AcctNum", (ref json, ref it) => it.AcctNum = json.Text() },
        { "AccountType", (ref json, ref it) => it.AccountType = json.Text() },
        { "AccountSubType", (ref json, ref it) => it.AccountSubType = json.Text() },
        { "Active", (ref json, ref it) => it.Active = json.Flag() },
        { "CurrencyRef", (ref json, ref it) => it.CurrencyRef = json.Object(QuickBooksReference.Shape) },
    };
}
