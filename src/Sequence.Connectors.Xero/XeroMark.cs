using System.Buffers;

namespace Sequence.Connectors.Xero;

/// <summary>
/// The mark that tells our records from others': it names the effect that made the record, and by it a record is found again
/// after an answer was lost. It stands in a contact's number, in the reference of a credit note or a payment, and nowhere on an
/// invoice, which is known by its own number.
/// </summary>
internal static class XeroMark
{
    private const int KeyLength = 32;
    private static readonly SearchValues<char> Digits = SearchValues.Create("0123456789abcdef");

    public static string In(string? reference, string intentKey) =>
        string.IsNullOrEmpty(reference) ? $"[{intentKey}]" : $"{reference} [{intentKey}]";

    public static bool IsIn(string? text, string intentKey) =>
        text is not null && text.Contains($"[{intentKey}]", StringComparison.Ordinal);

    /// <summary>The reference without the mark behind it; null where nothing is left.</summary>
    public static string? Without(string? reference)
    {
        var text = reference is not null && IsMarked(reference) ? reference[..^(KeyLength + 2)].TrimEnd() : reference;
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    private static bool IsMarked(string reference) =>
        reference.Length >= KeyLength + 2
        && reference[^1] == ']'
        && reference[^(KeyLength + 2)] == '['
        && reference.AsSpan()[^(KeyLength + 1)..^1].IndexOfAnyExcept(Digits) < 0;
}
