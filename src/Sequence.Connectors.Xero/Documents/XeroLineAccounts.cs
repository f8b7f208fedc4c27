namespace Sequence.Connectors.Xero;

/// <summary>What a line is sold as, booked to and taxed by: the line's own choice, then its product's, then the connection's.</summary>
internal static class XeroLineAccounts
{
    /// <summary>The code of the item that the line's product is; null where it is none.</summary>
    public static string? Item<TDocument>(XeroBody body, WriteIntent<TDocument> intent, XeroWriteScope scope, int index)
        where TDocument : class, IDocument
    {
        if (intent.Record.Lines[index].ProductId is not { } product)
        {
            return null;
        }

        if (intent.References.Find<Product>(product) is not { } linked)
        {
            return scope.Settings.ItemOf(product);
        }

        if (!XeroValues.IsGuid(linked))
        {
            return linked;
        }

        if (!scope.ItemCodes.TryGetValue(linked, out var code))
        {
            body.Refuse(
                "reference.gone",
                $"Lines[{index}].ProductId",
                $"The product '{product}' is linked to the item {linked}, which is not in Xero any more.",
                "Link another item."
            );
        }

        return code;
    }

    /// <summary>
    /// Writes the account. A product that is an item in Xero has the item's own, unless the line or the settings name another.
    /// </summary>
    public static void Account<TDocument>(XeroBody body, WriteIntent<TDocument> intent, XeroWriteScope scope, int index, bool hasItem)
        where TDocument : class, IDocument
    {
        var line = intent.Record.Lines[index];
        if (line.LedgerAccountId is { } own)
        {
            if (intent.References.Find<LedgerAccount>(own) is { } linked)
            {
                Write(body, linked);
            }
            else
            {
                body.Refuse(
                    "reference.unlinked",
                    $"Lines[{index}].LedgerAccountId",
                    $"The ledger account '{own}' is not linked to Xero.",
                    "Link it to an account of Xero, or leave it out.",
                    scope.Links.Accounts()
                );
            }

            return;
        }

        var account =
            (line.ProductId is { } product ? scope.Settings.AccountOf(product) : null)
            ?? (hasItem ? null : scope.Settings.DefaultAccount);
        if (account is not null)
        {
            Write(body, account);
        }
        else if (!hasItem)
        {
            body.Refuse(
                "account.unmapped", $"Lines[{index}].LedgerAccountId",
                line.ProductId is null
                    ? $"Line {index + 1} ('{line.Description}') names no ledger account, and the connection has no default."
                    : $"The product '{line.ProductId}' of line {index + 1} ('{line.Description}') has no ledger account in Xero, and the connection has no default.",
                $"Set '{XeroSettings.AccountPrefix}{line.ProductId ?? "default"}' to an account's code.", scope.Links.Accounts());
        }
    }

    /// <summary>The tax type; null leaves it to the item or the account in Xero.</summary>
    public static string? TaxType<TDocument>(XeroBody body, WriteIntent<TDocument> intent, XeroWriteScope scope, int index)
        where TDocument : class, IDocument
    {
        var line = intent.Record.Lines[index];
        if (line.TaxRateId is not { } rate)
        {
            return line is { TaxTotal: 0m, NetTotal: not (null or 0m) } ? NoTax(body, line, scope, index) : scope.Settings.DefaultTax;
        }

        var type = intent.References.Find<TaxRate>(rate) ?? scope.Settings.TaxOf(rate);
        if (type is null)
        {
            body.Refuse(
                "tax.code.unmapped", $"Lines[{index}].TaxRateId", $"The tax rate '{rate}' has no tax rate in Xero.",
                $"Set '{XeroSettings.TaxPrefix}{rate}' to a tax type, such as OUTPUT2.", scope.Links.Taxes());
        }

        return type;
    }

    // Beside lines with tax, one without must say why: the tax type of the others, with an amount of zero, would be wrong on the return.
    private static string? NoTax(XeroBody body, InvoiceLine line, XeroWriteScope scope, int index)
    {
        if (scope.Settings.NoTax is null)
        {
            body.Refuse(
                "tax.code.unmapped",
                $"Lines[{index}].TaxRateId",
                $"Line {index + 1} ('{line.Description}') bears no tax beside lines that do, and names no tax rate that says why.",
                $"Set '{XeroSettings.NoTaxKey}' to the tax type of such lines, such as NONE or ZERORATED, or give the line its tax rate.",
                scope.Links.Taxes()
            );
        }

        return scope.Settings.NoTax;
    }

    // Codes can be missing or change, ids never do.
    private static void Write(XeroBody body, string account) =>
        body.Json.WriteString(XeroValues.IsGuid(account) ? XeroNames.AccountID : XeroNames.AccountCode, account);
}
