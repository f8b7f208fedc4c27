using System.Globalization;

namespace Sequence.Connectors.Xero;

/// <summary>
/// A place in a list: what changed since a moment, which page comes next, and when reading began by Xero's own clock. From there
/// the next reading goes on, so that what changes meanwhile is brought again; the times that records bear may lie years back or
/// ahead, and decide nothing.
/// </summary>
internal sealed record XeroCursor(Instant? Since, Instant? Began, int Page, int Size)
{
    // Changes may become visible shortly behind their time.
    private static readonly Duration Overlap = Duration.FromMinutes(5);

    public static XeroCursor Start { get; } = new(null, null, 1, 0);

    public Cursor Text => new(Page == 1 && Began is null
        ? Spell(Since)
        : string.Create(CultureInfo.InvariantCulture, $"{Spell(Since)} {Spell(Began)} {Page} {Size}"));

    /// <summary>Where the next reading begins, after this one is complete.</summary>
    public XeroCursor End => new(Began - Overlap ?? Since, null, 1, 0);

    /// <exception cref="ArgumentException">The cursor is none of Xero's.</exception>
    public static XeroCursor Parse(Cursor cursor)
    {
        var parts = cursor.Value.Split(' ');
        var isRead = parts.Length is 1 or 4;
        isRead &= TryRead(parts[0], out var since);
        Instant? began = null;
        var (page, size) = (1, 0);
        if (parts.Length == 4)
        {
            isRead &= TryRead(parts[1], out began)
                && int.TryParse(parts[2], NumberStyles.None, CultureInfo.InvariantCulture, out page)
                && int.TryParse(parts[3], NumberStyles.None, CultureInfo.InvariantCulture, out size);
        }

        return isRead
            ? new(since, began, page, size)
            : throw new ArgumentException($"'{cursor.Value}' is not a cursor of Xero.", nameof(cursor));
    }

    private static string Spell(Instant? moment) => moment is { } given ? XeroValues.Text(given) : "-";

    private static bool TryRead(string text, out Instant? moment)
    {
        moment = text == "-" ? null : XeroValues.Moment(text);
        return text == "-" || moment is not null;
    }
}
