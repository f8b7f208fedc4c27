using System.Globalization;
using System.Text.RegularExpressions;

namespace Sequence.Connectors.Simulators;

/// <summary>Times as Xero writes and reads them. Documents are kept with ISO days and round-trip instants.</summary>
internal static partial class XeroDates
{
    private static readonly Dictionary<string, string> Zones = new()
    {
        ["NEWZEALANDSTANDARDTIME"] = "Pacific/Auckland",
        ["AUSEASTERNSTANDARDTIME"] = "Australia/Sydney",
        ["GMTSTANDARDTIME"] = "Europe/London",
        ["PACIFICSTANDARDTIME"] = "America/Los_Angeles",
        ["EASTERNSTANDARDTIME"] = "America/New_York",
        ["HAWAIIANSTANDARDTIME"] = "Pacific/Honolulu",
        ["TONGASTANDARDTIME"] = "Pacific/Tongatapu",
    };

    public static DateOnly Today(DateTimeOffset now, string zone) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, TimeZoneInfo.FindSystemTimeZoneById(Id(zone))).DateTime);

    /// <summary>A day, as midnight UTC of the organisation's calendar.</summary>
    public static string Wire(DateOnly day) => Wire(new DateTimeOffset(day.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero));

    public static string Wire(DateTimeOffset instant) => $"/Date({instant.ToUnixTimeMilliseconds().Invariant()}+0000)/";

    public static string WireWithoutOffset(DateTimeOffset instant) => $"/Date({instant.ToUnixTimeMilliseconds().Invariant()})/";

    public static string Local(DateOnly day) => day.Iso() + "T00:00:00";

    public static string Utc(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    public static string Text(DateTimeOffset instant) => instant.ToString("O", CultureInfo.InvariantCulture);

    public static DateTimeOffset Instant(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    /// <summary>Reads a time of a header or a filter; text without a zone is UTC. Null when it is no time.</summary>
    public static DateTimeOffset? TryInstant(string? text) =>
        DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : null;

    /// <summary>Reads a day that an app sent; null when it is none. A time of the day is cut off.</summary>
    public static DateOnly? TryDay(string text)
    {
        if (Serialised().Match(text) is { Success: true } match)
        {
            var milliseconds = long.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture);
            return DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(milliseconds).UtcDateTime);
        }

        var day = text.Length > 10 && text[10] == 'T' ? text[..10] : text;
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;
    }

    /// <summary>Whether a day came with a zone, which moves it for whoever reads it elsewhere.</summary>
    public static bool HasZone(string text) => text.Length > 10 && Zoned().IsMatch(text[10..]);

    private static string Id(string zone) => Zones.GetValueOrDefault(zone)
        ?? throw new ArgumentException($"The simulator knows no time zone '{zone}'; it knows {string.Join(", ", Zones.Keys)}.", nameof(zone));

    [GeneratedRegex(@"^/Date\((-?\d+)([+-]\d{4})?\)/$")]
    private static partial Regex Serialised();

    [GeneratedRegex(@"(Z|[+-]\d\d:?\d\d)$")]
    private static partial Regex Zoned();
}
