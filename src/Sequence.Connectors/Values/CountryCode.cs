using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Sequence.Connectors;

/// <summary>
/// A country by its ISO 3166-1 alpha-2 code, or XK for Kosovo. There is one instance per country, so that a value cannot be wrong; text
/// that may be is judged by <see cref="TryParse(string?, out CountryCode?)"/> and translated by <see cref="CountryNames"/>.
/// </summary>
[JsonConverter(typeof(ValueJsonConverter<CountryCode>))]
public sealed class CountryCode : IEquatable<CountryCode>, ISpanParsable<CountryCode>
{
    private const int Letters = 'Z' - 'A' + 1;

    private static readonly CountryCode?[] ByLetters = new CountryCode?[Letters * Letters];

    static CountryCode()
    {
        All = [.. CountryTable.Rows.Select(row => new CountryCode(row))];
        foreach (var country in All)
        {
            ByLetters[IndexOf(country.Value[0], country.Value[1])] = country;
        }
    }

    private CountryCode(string row)
    {
        Value = row[..2];
        Alpha3 = row[3..6];
        Name = row[7..];
    }

    /// <summary>Every country: the 249 of ISO 3166-1 and XK, in the order of their codes.</summary>
    public static ImmutableArray<CountryCode> All { get; }

    /// <summary>The alpha-2 code in upper case, such as "DE".</summary>
    public string Value { get; }

    /// <summary>The alpha-3 code in upper case, such as "DEU"; "XKX" for Kosovo.</summary>
    public string Alpha3 { get; }

    /// <summary>The English short name in common use, such as "Germany".</summary>
    public string Name { get; }

    /// <summary>Reads an alpha-2 code; case and outer spaces do not matter.</summary>
    /// <exception cref="FormatException">The text is no such code; the message names it and the code that was probably meant.</exception>
    public static CountryCode Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan());
    }

    /// <summary>Reads an alpha-2 code; case and outer spaces do not matter. "UK", alpha-3 codes, names and null are refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out CountryCode? country) =>
        TryParse(text.AsSpan(), out country);

    /// <inheritdoc cref="TryParse(string?, out CountryCode?)"/>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out CountryCode? country)
    {
        text = text.Trim();
        country = text is [var first, var second] && char.IsAsciiLetter(first) && char.IsAsciiLetter(second)
            ? ByLetters[IndexOf(first, second)]
            : null;
        return country is not null;
    }

    /// <summary>Two values are equal when they are the same country.</summary>
    public bool Equals(CountryCode? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => IndexOf(Value[0], Value[1]);

    /// <summary>The alpha-2 code, which <see cref="Parse(string)"/> reads back.</summary>
    public override string ToString() => Value;

    static CountryCode IParsable<CountryCode>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<CountryCode>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out CountryCode result) =>
        TryParse(s, out result);

    static CountryCode ISpanParsable<CountryCode>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<CountryCode>.TryParse(
        ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out CountryCode result) => TryParse(s, out result);

    private static CountryCode Parse(ReadOnlySpan<char> text)
    {
        if (TryParse(text, out var country))
        {
            return country;
        }

        var received = text.Trim().ToString();
        var hint = CountryNames.Suggest(received) is { } meant ? $"; did you mean {meant}?" : ".";
        throw new FormatException($"'{received}' is not an ISO 3166-1 alpha-2 country code{hint}");
    }

    // The bit that tells ASCII cases apart is dropped.
    private static int IndexOf(char first, char second) => (((first & ~0x20) - 'A') * Letters) + (second & ~0x20) - 'A';
}
