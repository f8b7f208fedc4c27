using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Sequence.Connectors;

/// <summary>
/// A currency by its ISO 4217 code. There is one instance per currency, so that a value cannot be wrong. Codes without minor units
/// (precious metals, XDR, XTS, XXX) are no currencies of a document and are refused. ANG and BGN left the list in 2025 and 2026 and are
/// still accepted, because documents in them are still open.
/// </summary>
[JsonConverter(typeof(ValueJsonConverter<CurrencyCode>))]
public sealed class CurrencyCode : IEquatable<CurrencyCode>, ISpanParsable<CurrencyCode>
{
    private static readonly FrozenDictionary<string, CurrencyCode>.AlternateLookup<ReadOnlySpan<char>> ByValue =
        CurrencyTable.Rows.Select(row => new CurrencyCode(row))
            .ToFrozenDictionary(currency => currency.Value, StringComparer.OrdinalIgnoreCase)
            .GetAlternateLookup<ReadOnlySpan<char>>();

    private CurrencyCode(string row)
    {
        Value = row[..3];
        MinorUnits = row[4] - '0';
        Name = row[6..];
    }

    /// <summary>Every currency, in the order of the codes.</summary>
    public static ImmutableArray<CurrencyCode> All { get; } =
        [.. ByValue.Dictionary.Values.OrderBy(currency => currency.Value, StringComparer.Ordinal)];

    /// <summary>The code in upper case, such as "EUR".</summary>
    public string Value { get; }

    /// <summary>How many decimals an amount in this currency has: 2 for EUR, 0 for JPY, 3 for BHD, 4 for CLF.</summary>
    public int MinorUnits { get; }

    /// <summary>The English name in ISO 4217, such as "Swiss Franc".</summary>
    public string Name { get; }

    /// <summary>Reads a code; case and outer spaces do not matter.</summary>
    /// <exception cref="FormatException">The text is no such code; the message names it.</exception>
    public static CurrencyCode Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return Parse(text.AsSpan());
    }

    /// <summary>Reads a code; case and outer spaces do not matter. Symbols, names and null are refused.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, [NotNullWhen(true)] out CurrencyCode? currency) =>
        TryParse(text.AsSpan(), out currency);

    /// <inheritdoc cref="TryParse(string?, out CurrencyCode?)"/>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out CurrencyCode? currency) =>
        ByValue.TryGetValue(text.Trim(), out currency);

    /// <summary>The amount rounded to the currency's minor units; halves go away from zero.</summary>
    public decimal Round(decimal amount) => decimal.Round(amount, MinorUnits, MidpointRounding.AwayFromZero);

    /// <summary>Whether the amount has no more decimals than the currency, trailing zeros aside.</summary>
    public bool IsExact(decimal amount) => Round(amount) == amount;

    /// <summary>Two values are equal when they are the same currency.</summary>
    public bool Equals(CurrencyCode? other) => ReferenceEquals(this, other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => ReferenceEquals(this, obj);

    /// <inheritdoc/>
    public override int GetHashCode() => (Value[0] << 16) ^ (Value[1] << 8) ^ Value[2];

    /// <summary>The code, which <see cref="Parse(string)"/> reads back.</summary>
    public override string ToString() => Value;

    static CurrencyCode IParsable<CurrencyCode>.Parse(string s, IFormatProvider? provider) => Parse(s);

    static bool IParsable<CurrencyCode>.TryParse(string? s, IFormatProvider? provider, [MaybeNullWhen(false)] out CurrencyCode result) =>
        TryParse(s, out result);

    static CurrencyCode ISpanParsable<CurrencyCode>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<CurrencyCode>.TryParse(
        ReadOnlySpan<char> s, IFormatProvider? provider, [MaybeNullWhen(false)] out CurrencyCode result) => TryParse(s, out result);

    private static CurrencyCode Parse(ReadOnlySpan<char> text) =>
        TryParse(text, out var currency)
            ? currency
            : throw new FormatException($"'{text.Trim()}' is not an ISO 4217 currency code with minor units, such as EUR or USD.");
}
