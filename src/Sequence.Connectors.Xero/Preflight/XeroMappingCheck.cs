namespace Sequence.Connectors.Xero;

/// <summary>
/// Whether what the tenant has chosen for products, tax rates and custom fields is there, and fits together, before a document
/// fails for it. Pure.
/// </summary>
internal static class XeroMappingCheck
{
    private const string Sales = "REVENUE";

    public static IEnumerable<Problem> Problems(
        XeroSettings settings,
        IReadOnlyList<XeroAccount> accounts,
        IReadOnlyList<XeroTaxRate> taxRates,
        IReadOnlyList<XeroItem> items,
        XeroLinks links
    ) =>
        [
            .. Accounts(settings, accounts, taxRates, links),
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

    private static IEnumerable<Problem> Accounts(
        XeroSettings settings,
        IReadOnlyList<XeroAccount> accounts,
        IReadOnlyList<XeroTaxRate> taxRates,
        XeroLinks links
    )
    {
        var rate = FindRate(taxRates, settings.DefaultTax);
        foreach (var (key, wanted) in settings.Of(XeroSettings.AccountPrefix).Where(one => one.Key != XeroSettings.DefaultAccountKey))
        {
            if (FindAccount(accounts, wanted) is not { } account)
            {
                yield return new()
                {
                    Code = "account.invalid",
                    Path = key,
                    Message = $"The account '{wanted}' is not in Xero, archived, or a bank account.",
                    Fix = $"Set '{key}' to the code of an active account.",
                    Link = links.Accounts(),
                };
            }
            else if (rate?.CanApplyTo(account.Class) == false)
            {
                yield return new()
                {
                    Code = "tax.code.invalid",
                    Path = key,
                    Message = $"The default tax rate '{rate.Value.Name}' cannot be used with the account '{account.Name}'.",
                    Fix = $"Set '{key}' to an account that it can be used with, or give the product's lines a tax rate of their own.",
                    Link = links.Accounts(),
                };
            }
        }
    }

    // A line of a mapped rate may be booked to any of the accounts; one that names no rate gets the default, on the default account too.
    private static IEnumerable<Problem> Taxes(
        XeroSettings settings,
        IReadOnlyList<XeroAccount> accounts,
        IReadOnlyList<XeroTaxRate> taxRates,
        XeroLinks links
    )
    {
        var standard = FindAccount(accounts, settings.DefaultAccount)?.Class ?? Sales;
        var all = settings
            .Of(XeroSettings.AccountPrefix)
            .Select(one => FindAccount(accounts, one.Value)?.Class)
            .OfType<string>()
            .Append(standard)
            .Distinct()
            .ToList();
        foreach (var (key, wanted) in settings.Of(XeroSettings.TaxPrefix))
        {
            var isDefault = key == XeroSettings.DefaultTaxKey;
            var classes = isDefault ? [standard] : all;
            var rate = FindRate(taxRates, wanted);
            if (rate is null || !classes.Exists(one => rate.Value.CanApplyTo(one)))
            {
                yield return new()
                {
                    Code = isDefault ? "tax.default.invalid" : "tax.code.invalid",
                    Path = key,
                    Message = rate is null
                        ? $"The tax rate '{wanted}' is not in Xero, or not in use any more."
                        : $"The tax rate '{rate.Value.Name}' cannot be used with accounts that lines are booked to ({string.Join(", ", classes)}).",
                    Fix = $"Set '{key}' to a tax type that can.",
                    Link = links.Taxes(),
                };
            }
        }
    }

    private static XeroTaxRate? FindRate(IReadOnlyList<XeroTaxRate> rates, string? taxType) =>
        rates.Where(rate => rate is { Status: "ACTIVE" } && rate.TaxType == taxType).Select(rate => (XeroTaxRate?)rate).FirstOrDefault();

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
        foreach (var map in settings.FieldMaps.Where(map => !IsKnown(map)))
        {
            var members = XeroFreeMember.Of(map.RecordType).Select(member => member.Name);
            yield return new()
            {
                Code = "custom_field.unknown",
                Path = map.Field,
                Message =
                    $"The field map of '{map.Field}' names '{map.SystemField}', which is no free member of a {map.RecordType.Name} in Xero; it has: {XeroFreeMember.List(members)}.",
                Fix = "Name one of them, or for documents a tracking category, such as Tracking.Region.",
            };
        }

        var written = settings.FieldMaps.Where(map => map.Direction.HasFlag(FieldDirection.Write));
        foreach (var maps in written.GroupBy(map => (map.RecordType, map.SystemField)).Where(maps => maps.Count() > 1))
        {
            yield return new()
            {
                Code = "custom_field.shared",
                Path = maps.Last().Field,
                Message =
                    $"'{maps.Key.SystemField}' of a {maps.Key.RecordType.Name} is written by several field maps: {string.Join(", ", maps.Select(map => map.Field))}.",
                Fix = "Let one of them write it.",
            };
        }
    }

    private static bool IsKnown(FieldMap map) =>
        XeroCustomFields.IsTracking(map)
            ? map.RecordType == RecordType.Of<Invoice>() || map.RecordType == RecordType.Of<CreditMemo>()
            : XeroFreeMember.Of(map.RecordType).Any(member => member.Name == map.SystemField);
}
