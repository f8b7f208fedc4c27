namespace Sequence.Connectors.Xero;

/// <summary>
/// What an item costs, where it is booked and how it is taxed when it is sold. The three are sent together, with those that stand where
/// the host has none of its own: Xero takes them as one.
/// </summary>
internal static class XeroItemPriceBody
{
    public static void Write(XeroBody body, WriteIntent<Product> intent, XeroWriteScope scope)
    {
        string[] members = [nameof(Product.UnitPrice), nameof(Product.LedgerAccountId), nameof(Product.TaxRateId)];
        if (body.IsUpdate && !members.Any(body.Owns))
        {
            return;
        }

        var standing = body.Before?.Record.Source?.Payload is { } payload
            ? WireReader.Parse(payload.Utf8.Span, XeroItem.Shape)?.SalesDetails
            : null;
        var price = body.Owns(nameof(Product.UnitPrice)) ? Price(body, intent.Record) : standing?.UnitPrice;
        var account = Account(body, intent, scope, standing?.AccountCode);
        var tax = Tax(body, intent, scope, standing?.TaxType);
        body.Json.WriteStartObject("SalesDetails");
        if (price is { } amount)
        {
            body.Json.WriteNumber("UnitPrice", amount);
        }

        if (account is not null)
        {
            body.Json.WriteString("AccountCode", account);
        }

        if (tax is not null)
        {
            body.Json.WriteString("TaxType", tax);
        }

        body.Json.WriteEndObject();
    }

    private static decimal? Price(XeroBody body, Product product)
    {
        if (product.UnitPrice is not { } price || decimal.Round(price, XeroFacts.UnitDecimals) == price)
        {
            return product.UnitPrice;
        }

        var rounded = decimal.Round(price, XeroFacts.UnitDecimals, MidpointRounding.AwayFromZero);
        body.Note(
            MappingNoteKind.Rounded,
            nameof(Product.UnitPrice),
            "SalesDetails.UnitPrice",
            XeroValues.Text(price),
            XeroValues.Text(rounded),
            $"Xero keeps {XeroFacts.UnitDecimals} decimals of a price."
        );
        return rounded;
    }

    // Items name accounts by their codes alone.
    private static string? Account(XeroBody body, WriteIntent<Product> intent, XeroWriteScope scope, string? standing)
    {
        var product = intent.Record;
        var own = body.Owns(nameof(Product.LedgerAccountId)) ? product.LedgerAccountId : null;
        if (own is null && body.IsUpdate)
        {
            return standing;
        }

        var account = own is null
            ? scope.Settings.AccountOf(product.Id) ?? scope.Settings.DefaultAccount
            : intent.References.Find<LedgerAccount>(own);
        if (account is null)
        {
            body.Refuse(
                own is null ? "account.unmapped" : "reference.unlinked",
                nameof(Product.LedgerAccountId),
                own is null
                    ? $"The product '{product.Name ?? product.Id}' names no account that its sales are booked to, and the connection has no default."
                    : $"The ledger account '{own}' is not linked to Xero.",
                $"Link an account, or set '{XeroSettings.AccountPrefix}{product.Id}' or '{XeroSettings.DefaultAccountKey}' to one.",
                scope.Links.Accounts()
            );
            return null;
        }

        if (!XeroValues.IsGuid(account))
        {
            return account;
        }

        if (!scope.AccountCodes.TryGetValue(account, out var code))
        {
            body.Refuse(
                "reference.gone",
                nameof(Product.LedgerAccountId),
                $"The account {account} has no code in Xero, or is not there any more; items name accounts by their codes.",
                "Give it a code in Xero, or link another.",
                scope.Links.Accounts()
            );
        }

        return code;
    }

    private static string? Tax(XeroBody body, WriteIntent<Product> intent, XeroWriteScope scope, string? standing)
    {
        if (!body.Owns(nameof(Product.TaxRateId)))
        {
            return standing;
        }

        if (intent.Record.TaxRateId is not { } rate)
        {
            return body.IsUpdate ? standing : scope.Settings.DefaultTax;
        }

        var type = intent.References.Find<TaxRate>(rate) ?? scope.Settings.TaxOf(rate);
        if (type is null)
        {
            body.Refuse(
                "tax.code.unmapped",
                nameof(Product.TaxRateId),
                $"The tax rate '{rate}' has no tax rate in Xero.",
                $"Set '{XeroSettings.TaxPrefix}{rate}' to a tax type, such as OUTPUT2.",
                scope.Links.Taxes()
            );
        }

        return type;
    }
}
