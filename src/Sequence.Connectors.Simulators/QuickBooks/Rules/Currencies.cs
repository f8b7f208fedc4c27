using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators;

/// <summary>The currencies that a company may use, with the rates of a fixed day.</summary>
internal static class Currencies
{
    /// <summary>US dollars for one unit.</summary>
    private static readonly Dictionary<string, (string Name, decimal Dollars)> Known = new()
    {
        ["USD"] = ("United States Dollar", 1m),
        ["EUR"] = ("Euro", 1.08m),
        ["GBP"] = ("British Pound Sterling", 1.27m),
        ["CAD"] = ("Canadian Dollar", 0.73m),
        ["AUD"] = ("Australian Dollar", 0.66m),
        ["CHF"] = ("Swiss Franc", 1.13m),
        ["JPY"] = ("Japanese Yen", 0.0067m),
    };

    public static JsonObject Reference(QuickBooksCompanyProfile profile, string currency)
    {
        if (!Known.TryGetValue(currency, out var known))
        {
            throw QuickBooksFaultException.InvalidReference("Currency", currency);
        }

        if (currency != profile.HomeCurrency && !profile.MultiCurrency)
        {
            throw QuickBooksFaultException.Business("Multi currency should be enabled to perform this operation.");
        }

        return JsonMembers.Reference(currency, known.Name);
    }

    /// <summary>Home units for one unit of <paramref name="currency"/>.</summary>
    public static decimal Rate(QuickBooksCompanyProfile profile, string currency) =>
        decimal.Round(Known[currency].Dollars / Known[profile.HomeCurrency].Dollars, 6);
}
