namespace Sequence.Connectors.Xero;

/// <summary>
/// Whether what the tenant has chosen for products, tax rates and custom fields is there, and fits together, before a document
/// fails for it. Pure.
/// </summary>
internal static class XeroMappingCheck
{
    private static readonly RecordType[] Mapped = [RecordType.Of<Customer>(), RecordType.Of<Invoice>(), RecordType.Of<CreditMemo>()];

    public static IEnumerable<Problem> Problems(
        XeroSettings settings,
        IReadOnlyList<XeroAccount> accounts,
        IReadOnlyList<XeroTaxRate> taxRates,
        IReadOnlyList<XeroItem> items,
        XeroLinks links
    ) =>
        [
            .. Accounts(settings, accounts, links),
            .. Taxes(settings, accounts, taxRates, links),
            .. Items(settings, items, links),
            .. FieldMaps(settings),
        ];

    /// <summary>An account that lines can be booked to; null where there is none by that code or id.</summary>
    public static XeroAccount? FindAccount(IReadOnlyList<XeroAccount> accounts, string? codeOrId)
    {
        foreach (var account in accounts)
        {
            if (account is { Status: "ACTIVE", Type: not "BANK" } && (account.Code == codeOrId || account.AccountID == codeOrId))
            {
                return account;
            }
        }

        return null;
    }

    private static IEnumerable<Problem> Accounts(XeroSettings settings, IReadOnlyList<XeroAccount> accounts, XeroLinks links) =>
        settings
            .Of(XeroSettings.AccountPrefix)
            .Where(one => one.Key != XeroSettings.DefaultAccountKey && FindAccount(accounts, one.Value) is null)
            .Select(one => new Problem
            {
                Code = "account.invalid",
                Path = one.Key,
                Message = $"The account '{one.Value}' is not in Xero, archived, or a bank account.",
                Fix = $"Set '{one.Key}' to the code of an active account.",
                Link = links.Accounts(),
            });

    private static IEnumerable<Problem> Taxes(
        XeroSettings settings,
        IReadOnlyList<XeroAccount> accounts,
        IReadOnlyList<XeroTaxRate> taxRates,
        XeroLinks links
    )
    {
        var account = FindAccount(accounts, settings.DefaultAccount);
        foreach (var (key, wanted) in settings.Of(XeroSettings.TaxPrefix).Where(one => one.Key != XeroSettings.DefaultTaxKey))
        {
            if (!taxRates.Any(rate => rate.TaxType == wanted && rate is { Status: "ACTIVE", CanApplyToRevenue: not false }))
            {
                yield return Tax(key, $"The tax rate '{wanted}' is not in Xero, or not for sales.");
            }
        }

        foreach (var rate in taxRates.Where(rate => rate.TaxType == settings.DefaultTax && account is { } and { Class: not "REVENUE" }))
        {
            if (!rate.CanApplyTo(account!.Value.Class))
            {
                yield return Tax(
                    XeroSettings.DefaultTaxKey,
                    $"The tax rate '{rate.Name}' cannot be used with the account '{account.Value.Name}'."
                );
            }
        }

        Problem Tax(string key, string message) => new()
        {
            Code = "tax.code.invalid",
            Path = key,
            Message = message,
            Fix = $"Set '{key}' to a tax type that can.",
            Link = links.Taxes(),
        };
    }

    private static IEnumerable<Problem> Items(XeroSettings settings, IReadOnlyList<XeroItem> items, XeroLinks links) =>
        settings
            .Of(XeroSettings.ItemPrefix)
            .Where(one => !items.Any(item => item.Code == one.Value && item.IsSold != false))
            .Select(one => new Problem
            {
                Code = "item.unmapped",
                Path = one.Key,
                Message = $"The item '{one.Value}' is not in Xero, or not sold.",
                Fix = $"Set '{one.Key}' to the code of an item that is.",
                Link = links.Settings(),
            });

    private static IEnumerable<Problem> FieldMaps(XeroSettings settings)
    {
        foreach (var map in settings.FieldMaps.Where(map => Mapped.Contains(map.RecordType)))
        {
            var members = XeroCustomFields.Members(map.RecordType);
            var isTracking = map.SystemField.StartsWith(XeroCustomFields.TrackingPrefix, StringComparison.Ordinal);
            if (isTracking ? map.RecordType == RecordType.Of<Customer>() : !members.ContainsKey(map.SystemField))
            {
                yield return new()
                {
                    Code = "custom_field.unknown",
                    Path = map.Field,
                    Message =
                        $"The field map of '{map.Field}' names '{map.SystemField}', which is no free member of a {map.RecordType.Name} in Xero; it has: {string.Join(", ", members.Keys)}.",
                    Fix = "Name one of them, or for documents a tracking category, such as Tracking.Region.",
                };
            }
        }
    }
}
