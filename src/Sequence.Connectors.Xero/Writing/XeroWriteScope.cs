namespace Sequence.Connectors.Xero;

/// <summary>What making a body needs beside the intent: the organisation, its lists and the tenant's choices.</summary>
internal sealed record XeroWriteScope(
    XeroOrganisationFacts Organisation,
    XeroSettings Settings,
    XeroLinks Links,
    XeroOptions Options,
    IReadOnlyDictionary<string, string> ItemCodes)
{
    /// <summary>The currencies that the organisation has; null where no intent needed to know.</summary>
    public IReadOnlySet<string>? Currencies { get; init; }

    /// <summary>The codes of accounts by their ids, where a product is written: items name accounts by their codes alone.</summary>
    public IReadOnlyDictionary<string, string> AccountCodes { get; init; } = new Dictionary<string, string>();

    /// <summary>The currencies of the documents that payments pay, where the organisation has several.</summary>
    public IReadOnlyDictionary<string, string> DocumentCurrencies { get; init; } = new Dictionary<string, string>();

    /// <summary>Refuses a currency that the organisation does not have, by its name and before anything is sent.</summary>
    public void CheckCurrency(XeroBody body, string path, CurrencyCode currency)
    {
        if (Currencies is null || currency.Equals(Organisation.BaseCurrency) || Currencies.Contains(currency.Value))
        {
            return;
        }

        var all = Currencies.Append(Organisation.BaseCurrency?.Value ?? "").Where(code => code.Length > 0).Distinct().Order();
        body.Refuse(
            "currency.unsupported",
            path,
            $"The organisation in Xero has no {currency}; it has: {string.Join(", ", all)}.",
            "Add the currency in Xero, or bill in one that it has.",
            Links.Settings()
        );
    }
}
