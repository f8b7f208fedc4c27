namespace Sequence.Connectors.Xero;

/// <summary>Items, accounts and tax rates, from Xero to the unified model. Pure.</summary>
internal static class XeroListMapper
{
    private const string Archived = "ARCHIVED";

    public static Change<Product> ToProduct(in XeroItem item, RawPayload payload, XeroReadScope scope)
    {
        var id = item.ItemID ?? "";
        return new Change<Product>.Current(new()
        {
            Id = id,
            Name = item.Name ?? item.Code,
            Sku = item.Code,
            Description = item.Description,
            UnitPrice = item.SalesDetails?.UnitPrice,
            LedgerAccountId = item.SalesDetails?.AccountCode is { } code ? scope.AccountIds.GetValueOrDefault(code) : null,
            TaxRateId = item.SalesDetails?.TaxType,
            KindText = item.IsTrackedAsInventory == true ? "tracked inventory" : null,
            State = RecordState.Active,
            Source = scope.Source(id, item.UpdatedDateUTC, link: null, payload),
        });
    }

    public static Change<LedgerAccount> ToAccount(in XeroAccount account, RawPayload payload, XeroReadScope scope)
    {
        var id = account.AccountID ?? "";
        var kind = KindOf(account);
        if (kind == AccountKind.Unknown && account.Class is not null)
        {
            scope.Unknown(nameof(LedgerAccount.Kind), "Class", account.Class);
        }

        return new Change<LedgerAccount>.Current(new()
        {
            Id = id,
            Name = account.Name,
            Number = account.Code,
            Kind = kind,
            KindText = account.Type,
            Currency = account.CurrencyCode is null ? null : scope.Currency(account.CurrencyCode),
            CurrencyText = account.CurrencyCode,
            State = StateOf(account.Status, scope),
            Source = scope.Source(id, account.UpdatedDateUTC, link: null, payload),
        });
    }

    public static Change<TaxRate> ToTaxRate(in XeroTaxRate rate, RawPayload payload, XeroReadScope scope)
    {
        // A rate has no id but its tax type, which lines name it by.
        var id = rate.TaxType ?? "";
        var percentage = rate.EffectiveRate ?? rate.DisplayTaxRate;
        return rate.Status == "DELETED" ? new Change<TaxRate>.Deleted(id) : new Change<TaxRate>.Current(new()
        {
            Id = id,
            Name = rate.Name,
            Percentage = percentage is { } points ? Percentage.FromPoints(points) : null,
            Taxable = percentage is { } share ? share != 0m : null,
            State = StateOf(rate.Status, scope),
            Source = scope.Source(id, modified: null, link: null, payload),
        });
    }

    private static AccountKind KindOf(in XeroAccount account) => account switch
    {
        { Type: "BANK" } => AccountKind.Bank,
        { SystemAccount: "DEBTORS" } => AccountKind.Receivable,
        { Class: "REVENUE" } => AccountKind.Income,
        { Class: "ASSET" } => AccountKind.OtherAsset,
        { Class: "LIABILITY" } => AccountKind.Liability,
        { Class: "EXPENSE" } => AccountKind.Expense,
        { Class: "EQUITY" } => AccountKind.Equity,
        _ => AccountKind.Unknown,
    };

    private static RecordState StateOf(string? status, XeroReadScope scope)
    {
        if (status is not (null or "ACTIVE" or Archived))
        {
            scope.Unknown("State", "Status", status);
        }

        return status switch { "ACTIVE" => RecordState.Active, Archived => RecordState.Archived, _ => RecordState.Unknown };
    }
}
