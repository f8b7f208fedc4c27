namespace Sequence.Connectors.QuickBooks;

/// <summary>A place in the stream of changes is a moment by QuickBooks' clock, in seconds as QuickBooks stamps its changes.</summary>
internal static class QuickBooksCursor
{
    // Transactions commit out of order, so that a change may become visible shortly behind a later one.
    private static readonly Duration Overlap = Duration.FromMinutes(5);

    public static Cursor? Of(Instant? moment) => moment is { } given ? new(QuickBooksValues.Text(given)) : null;

    /// <summary>The moment to ask from.</summary>
    public static Instant Resume(Cursor cursor) => QuickBooksValues.Moment(cursor.Value) is { } moment
        ? moment - Overlap
        : throw new ArgumentException($"'{cursor.Value}' is not a cursor of QuickBooks.", nameof(cursor));
}
