using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Sequence.Connectors;

/// <summary>
/// Translates what people type for a country, at a connector's edge; the text as received is kept beside the code. Case, accents and
/// punctuation do not matter.
/// </summary>
public static class CountryNames
{
    private static readonly FrozenDictionary<string, CountryCode>.AlternateLookup<ReadOnlySpan<char>> ByKey =
        Read().ToFrozenDictionary().GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>
    /// Finds the country of an alpha-2 code, an alpha-3 code, an English name or abbreviation, or a name in the country's own language.
    /// Text that two countries could claim ("Korea") and codes that ISO 3166-1 does not have ("UK") are refused.
    /// </summary>
    public static bool TryResolve([NotNullWhen(true)] string? text, [NotNullWhen(true)] out CountryCode? country)
    {
        if (CountryCode.TryParse(text, out country))
        {
            return true;
        }

        Span<char> key = stackalloc char[NameKey.MaxLength];
        return ByKey.TryGetValue(key[..NameKey.Write(text, key)], out country);
    }

    /// <summary>The country that a text probably means, a hint for the person who must correct it; null when nothing is likely.</summary>
    public static CountryCode? Suggest(string? text)
    {
        if (TryResolve(text, out var country))
        {
            return country;
        }

        Span<char> key = stackalloc char[NameKey.MaxLength];
        ReadOnlySpan<char> written = key[..NameKey.Write(text, key)];
        return Meant(written) is { } code ? CountryCode.Parse(code) : null;
    }

    // What is in wide use and is no ISO 3166-1 code: the European Union's EL and UK, and the codes of sports and number plates.
    private static string? Meant(ReadOnlySpan<char> key) => key switch
    {
        "uk" or "eng" => "GB",
        "el" => "GR",
        "america" => "US",
        "ger" => "DE",
        "sui" => "CH",
        "ned" => "NL",
        "den" => "DK",
        "por" => "PT",
        _ => null,
    };

    private static Dictionary<string, CountryCode> Read()
    {
        var names = new Dictionary<string, CountryCode>();
        foreach (var country in CountryCode.All)
        {
            names[NameKey.Of(country.Alpha3)] = country;
            names[NameKey.Of(country.Name)] = country;
        }

        foreach (var row in CountryAliases.Rows)
        {
            foreach (var name in row[3..].Split('|'))
            {
                names[NameKey.Of(name)] = CountryCode.Parse(row[..2]);
            }
        }

        return names;
    }
}
