namespace Sequence.Connectors.QuickBooks;

/// <summary>Items, accounts and tax codes, from QuickBooks to the unified model. Pure.</summary>
internal static class QuickBooksListMapper
{
    public static Product ToProduct(in QuickBooksItem item, RawPayload payload, QuickBooksReadScope scope)
    {
        var id = item.Id ?? "";
        return new()
        {
            Id = id,
            Name = item.FullyQualifiedName ?? item.Name,
            Sku = item.Sku,
            Description = item.Description,
            UnitPrice = item.UnitPrice,
            LedgerAccountId = item.IncomeAccountRef?.Value,
            TaxRateId = item.SalesTaxCodeRef?.Value,
            Taxable = item.Taxable,
            KindText = item.Type,
            State = StateOf(item.Active),
            Source = scope.Source(id, item.SyncToken, item.MetaData, _ => scope.Links.Items(), payload),
        };
    }

    public static LedgerAccount ToAccount(in QuickBooksAccount account, RawPayload payload, QuickBooksReadScope scope)
    {
        var id = account.Id ?? "";
        return new()
        {
            Id = id,
            Name = account.FullyQualifiedName ?? account.Name,
            Number = account.AcctNum,
            Kind = KindOf(account.AccountType),
            KindText = account.AccountSubType is null ? account.AccountType : $"{account.AccountType} / {account.AccountSubType}",
            Currency = scope.Currency(account.CurrencyRef),
            CurrencyText = account.CurrencyRef?.Value,
            State = StateOf(account.Active),
            Source = scope.Source(id, account.SyncToken, account.MetaData, link: null, payload),
        };
    }

    /// <summary>A tax code, with what its rates come to by the company's list of rates.</summary>
    public static TaxRate ToTaxRate(
        QuickBooksTaxCode code,
        RawPayload payload,
        QuickBooksReadScope scope,
        IReadOnlyDictionary<string, decimal> rates
    )
    {
        var id = code.Id ?? "";
        var details = code.SalesTaxRateList?.TaxRateDetail;
        var points = QuickBooksCompoundTax.PointsOf(details, rates);
        if (points is null && QuickBooksCompoundTax.IsCompound(details))
        {
            scope.Note(
                MappingNoteKind.Unknown, nameof(TaxRate.Percentage), "SalesTaxRateList.TaxRateDetail", code.Name, null,
                "One of the code's rates is taken of the tax of others, and what they come to together cannot be told.");
        }

        return new()
        {
            Id = id,
            Name = code.Name,
            Description = code.Description,
            Percentage = points is { } share ? Percentage.FromPoints(share) : null,
            Taxable = code.Taxable,
            State = StateOf(code.Active),
            Source = scope.Source(id, code.SyncToken, code.MetaData, _ => scope.Links.Taxes(), payload),
        };
    }

    private static RecordState StateOf(bool? active) =>
        active switch
        {
            true => RecordState.Active,
            false => RecordState.Archived,
            null => RecordState.Unknown,
        };

    private static AccountKind KindOf(string? type) => type switch
    {
        "Income" or "Other Income" => AccountKind.Income,
        "Bank" => AccountKind.Bank,
        "Accounts Receivable" => AccountKind.Receivable,
        "Other Current Asset" or "Fixed Asset" or "Other Asset" => AccountKind.OtherAsset,
        "Accounts Payable" or "Credit Card" or "Other Current Liability" or "Long Term Liability" => AccountKind.Liability,
        "Expense" or "Other Expense" or "Cost of Goods Sold" => AccountKind.Expense,
        "Equity" => AccountKind.Equity,
        _ => AccountKind.Unknown,
    };
}
