using System.Globalization;

namespace Sequence.Connectors.Xero;

/// <summary>How Xero spells dates, moments and amounts.</summary>
internal static class XeroValues
{
    private const string DateStart = "/Date(";

    /// <summary>A calendar day: midnight UTC of the organisation's own day, so that no zone may move it.</summary>
    public static LocalDate? Date(string? text) => Moment(text)?.InUtc().Date;

    /// <summary>
    /// A moment: <c>/Date(1518685950940+0000)/</c> with or without an offset, also below zero, or ISO 8601, which is UTC where it
    /// names no zone.
    /// </summary>
    public static Instant? Moment(string? text)
    {
        if (text?.StartsWith(DateStart, StringComparison.Ordinal) == true)
        {
            // The offset behind the milliseconds says how people see the moment, not which one it is.
            var digits = text.AsSpan(DateStart.Length);
            var end = digits.IsEmpty ? 0 : digits[1..].IndexOfAny('+', '-', ')') + 1;
            return
                end > 0
                && long.TryParse(digits[..end], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var milliseconds)
                && IsInRange(milliseconds)
                ? Instant.FromUnixTimeMilliseconds(milliseconds)
                : null;
        }

        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? Instant.FromDateTimeOffset(moment)
            : null;
    }

    /// <summary>A text, or null where it is blank: members that are empty come as such.</summary>
    public static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    public static string Text(LocalDate date) => date.ToDateOnly().ToString("O", CultureInfo.InvariantCulture);

    public static string Text(Instant moment) => moment.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Text(decimal amount) => amount.ToString("0.############################", CultureInfo.InvariantCulture);

    public static bool IsGuid(string text) => Guid.TryParseExact(text, "D", out _);

    // The years 1 to 9999.
    private static bool IsInRange(long milliseconds) => milliseconds is >= -62_135_596_800_000 and <= 253_402_300_799_999;
}
