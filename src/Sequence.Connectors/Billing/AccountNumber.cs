namespace Sequence.Connectors;

/// <summary>Tells the number of a card or a bank account from other texts, so that none slips in where a reference belongs.</summary>
internal static class AccountNumber
{
    /// <summary>
    /// Whether the text, spaces and hyphens aside, is a card number with its check digit, or an IBAN with its check digits.
    /// </summary>
    public static bool IsPlausible(string? text)
    {
        var compact = string.Concat((text ?? "").Where(letter => letter is not (' ' or '-')));
        return IsCard(compact) || IsIban(compact);
    }

    // ISO/IEC 7812: 13 to 19 digits here, for short ones are ids as often,, and the last one checks the others. Every second
    // digit from the right counts double.
    private static bool IsCard(string text)
    {
        if (text.Length is < 13 or > 19 || !text.All(char.IsAsciiDigit))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var digit = text[^(i + 1)] - '0';
            sum += i % 2 == 0 ? digit : (digit * 2 / 10) + (digit * 2 % 10);
        }

        return sum % 10 == 0;
    }

    // ISO 13616: country, two check digits, up to 30 letters and digits; the whole, turned and read as a number, leaves 1 when
    // divided by 97.
    private static bool IsIban(string text)
    {
        if (
            text.Length is < 15 or > 34
            || !text.All(char.IsAsciiLetterOrDigit)
            || !text[..2].All(char.IsAsciiLetter)
            || !text[2..4].All(char.IsAsciiDigit)
        )
        {
            return false;
        }

        var rest = 0;
        foreach (var letter in text[4..] + text[..4])
        {
            var value = char.IsAsciiDigit(letter) ? letter - '0' : char.ToUpperInvariant(letter) - 'A' + 10;
            rest = ((rest * (value > 9 ? 100 : 10)) + value) % 97;
        }

        return rest == 1;
    }
}
