using System.Globalization;

namespace Sequence.Connectors.QuickBooks;

/// <summary>How QuickBooks spells dates, moments and amounts.</summary>
internal static class QuickBooksValues
{
    public static LocalDate? Date(string? text) =>
        text is { Length: >= 10 }
        && DateOnly.TryParseExact(text.AsSpan(0, 10), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? LocalDate.FromDateOnly(date)
            : null;

    /// <summary>A text, or null where it is blank: members that were cleared come back empty.</summary>
    public static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;

    public static string Text(LocalDate date) => date.ToDateOnly().ToString("O", CultureInfo.InvariantCulture);

    // Offsets come with a colon or without, and seconds with up to nine decimals; all of them parse.
    public static Instant? Moment(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? Instant.FromDateTimeOffset(moment)
            : null;

    public static string Text(Instant moment) => moment.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Text(decimal amount) => amount.ToString(CultureInfo.InvariantCulture);
}
