using System.Globalization;

namespace Sequence.Connectors;

/// <summary>
/// Reduces the name of a place to what people agree on: lower-case letters without accents, and digits. "the", "of" and "and" are dropped,
/// "St" is "saint". Accents come from a table, because normalization does nothing where globalization is invariant.
/// </summary>
internal static class NameKey
{
    internal const int MaxLength = 128;

    private const char FirstAccented = '\u00C0';

    // The base letters of U+00C0 to U+017F; '_' where there is none or more than one.
    private const string BaseLetters =
        "aaaaaa_ceeeeiiiidnooooo_ouuuuy__aaaaaa_ceeeeiiiidnooooo_ouuuuy_y" +
        "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii__jjkkklllllll" +
        "lllnnnnnnnnnoooooo__rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

    internal static string Of(string text)
    {
        Span<char> key = stackalloc char[MaxLength];
        return key[..Write(text, key)].ToString();
    }

    /// <summary>Writes the key and answers its length; 0 when the text is longer than any name.</summary>
    internal static int Write(ReadOnlySpan<char> text, Span<char> key)
    {
        text = text.Trim();
        if (text.Length > MaxLength / 2)
        {
            return 0;
        }

        int length = 0, word = 0;
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character))
            {
                length += Append(character, key[length..]);
            }
            else if (!IsMark(character))
            {
                word = length = EndWord(key, word, length);
            }
        }

        // A text of one word is kept as it is: "AND" is Andorra.
        return word == 0 ? length : EndWord(key, word, length);
    }

    private static int Append(char character, Span<char> key)
    {
        var lower = char.ToLowerInvariant(character);
        var pair = lower switch
        {
            'æ' => "ae",
            'œ' => "oe",
            'ß' => "ss",
            'þ' => "th",
            'ĳ' => "ij",
            _ => null,
        };
        if (pair is not null)
        {
            pair.CopyTo(key);
            return pair.Length;
        }

        key[0] = BaseOf(lower);
        return 1;
    }

    private static char BaseOf(char letter)
    {
        var index = letter - FirstAccented;
        return index >= 0 && index < BaseLetters.Length && BaseLetters[index] != '_' ? BaseLetters[index] : letter;
    }

    private static int EndWord(Span<char> key, int start, int end)
    {
        switch (key[start..end])
        {
            case "the" or "of" or "and":
                return start;
            case "st":
                "saint".CopyTo(key[start..]);
                return start + "saint".Length;
            default:
                return end;
        }
    }

    private static bool IsMark(char character) =>
        char.GetUnicodeCategory(character) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
