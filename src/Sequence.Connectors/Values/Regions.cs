using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Sequence.Connectors;

/// <summary>
/// The states and provinces (ISO 3166-2, without the country's prefix) of the countries whose addresses are checked: the 50 states of the
/// United States and DC, the 13 provinces and territories of Canada, the 8 states and territories of Australia.
/// </summary>
public static class Regions
{
    private static readonly CountryCode UnitedStates = CountryCode.Parse("US");

    private static readonly CountryCode Canada = CountryCode.Parse("CA");

    private static readonly FrozenDictionary<CountryCode, FrozenDictionary<string, string>> ByCountry =
        new Dictionary<CountryCode, FrozenDictionary<string, string>>
        {
            [UnitedStates] = Read(UnitedStates, RegionTable.UnitedStates),
            [Canada] = Read(Canada, RegionTable.Canada),
            [CountryCode.Parse("AU")] = Read(CountryCode.Parse("AU"), RegionTable.Australia),
        }.ToFrozenDictionary();

    // Each is a country of its own in ISO 3166-1, whatever the postal service says.
    private static readonly FrozenSet<string> Territories = FrozenSet.Create("AS", "GU", "MP", "PR", "UM", "VI");

    /// <summary>Whether an address in the country must have a region: the United States and Canada.</summary>
    public static bool IsRequired(CountryCode country) => country.Equals(UnitedStates) || country.Equals(Canada);

    /// <summary>Whether the regions of the country are known here; elsewhere a region is free text and is never checked.</summary>
    public static bool IsKnown(CountryCode country) => ByCountry.ContainsKey(country);

    /// <summary>
    /// Finds a region's code, such as "CA", by its code with or without the country's prefix, its name or a common abbreviation. Case,
    /// accents and punctuation do not matter. False for every text where <see cref="IsKnown"/> is false.
    /// </summary>
    public static bool TryResolve(CountryCode country, string? text, [NotNullWhen(true)] out string? region)
    {
        region = null;
        if (!ByCountry.TryGetValue(country, out var regions))
        {
            return false;
        }

        Span<char> key = stackalloc char[NameKey.MaxLength];
        return regions.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(key[..NameKey.Write(text, key)], out region);
    }

    /// <summary>The territory of the United States that is a country of its own, such as PR; null for any other text.</summary>
    internal static CountryCode? TerritoryNamedBy(string? text)
    {
        if (CountryNames.TryResolve(text, out var country))
        {
            return Territories.Contains(country.Value) ? country : null;
        }

        // "Virgin Islands" is British or American as a country, and plain as a region of the United States.
        return text is not null && NameKey.Of(text) == "virginislands" ? CountryCode.Parse("VI") : null;
    }

    /// <summary>Whether the text is a code of United States military mail, which is no state.</summary>
    internal static bool IsMilitary(string? text) => text?.Trim().ToUpperInvariant() is "AA" or "AE" or "AP";

    private static FrozenDictionary<string, string> Read(CountryCode country, string[] rows)
    {
        var regions = new Dictionary<string, string>();
        foreach (var row in rows)
        {
            var space = row.IndexOf(' ', StringComparison.Ordinal);
            var code = row[..space];
            foreach (var name in row[(space + 1)..].Split('|').Append(code).Append($"{country}-{code}"))
            {
                regions[NameKey.Of(name)] = code;
            }
        }

        return regions.ToFrozenDictionary();
    }
}
