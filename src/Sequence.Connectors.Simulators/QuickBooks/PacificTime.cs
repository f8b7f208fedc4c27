using System.Globalization;

namespace Sequence.Connectors.Simulators;

/// <summary>QuickBooks writes its times with the offset of its own zone, summer time included.</summary>
internal static class PacificTime
{
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles");

    public static string Stamp(DateTimeOffset instant) => Convert(instant).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture);

    public static string StampWithMilliseconds(DateTimeOffset instant) =>
        Convert(instant).ToString("yyyy-MM-ddTHH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    public static DateOnly Today(DateTimeOffset instant) => DateOnly.FromDateTime(Convert(instant).DateTime);

    /// <summary>Reads a time of a query or a parameter; text without an offset is Pacific.</summary>
    public static DateTimeOffset? Parse(string? text)
    {
        if (!DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var local))
        {
            return null;
        }

        return local.Kind == DateTimeKind.Unspecified
            ? new DateTimeOffset(local, Zone.GetUtcOffset(local))
            : DateTimeOffset.Parse(text!, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
    }

    private static DateTimeOffset Convert(DateTimeOffset instant) => TimeZoneInfo.ConvertTime(instant, Zone);
}
