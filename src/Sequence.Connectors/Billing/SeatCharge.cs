namespace Sequence.Connectors;

/// <summary>
/// What a period of changing seats costs. Each stretch of days costs its share of the period, so a seat that is added on 18 April
/// costs 13 of 30 days. The sum is divided once, at the end, so that nothing is lost on the way.
/// </summary>
internal static class SeatCharge
{
    public static decimal Of(Price.SeatBased price, DateInterval period, decimal opening, ReadOnlySpan<SeatChange> changes)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(opening);
        var stretches = Stretches(price.Proration, period, opening, changes);
        var highest = price.ChargeOf(stretches.Max(one => one.Seats));
        if (price.Proration == ProrationStrategy.UseMaximum)
        {
            return highest.Seats + highest.Fees;
        }

        var (seats, fees) = (0m, 0m);
        foreach (var (days, balance) in stretches)
        {
            var charge = price.ChargeOf(balance);
            seats += charge.Seats * days;
            fees += charge.Fees * days;
        }

        return price.ProratesFees ? (seats + fees) / period.Length : (seats / period.Length) + highest.Fees;
    }

    private static List<(int Days, decimal Seats)> Stretches(
        ProrationStrategy proration, DateInterval period, decimal opening, ReadOnlySpan<SeatChange> changes)
    {
        if (proration == ProrationStrategy.Unknown)
        {
            throw new InvalidOperationException(
                "The seat price does not say how it prorates. Set its Proration, such as ProrateAllChanges."
            );
        }

        var stretches = new List<(int Days, decimal Seats)>();
        var (from, seats) = (period.Start, opening);
        foreach (var (date, total) in LastOfEachDay(period, changes))
        {
            ArgumentOutOfRangeException.ThrowIfNegative(total, nameof(changes));
            if (date > period.Start)
            {
                stretches.Add((Period.DaysBetween(from, date), seats));
            }

            seats = proration == ProrationStrategy.ProrateIncrements && date > period.Start ? Math.Max(seats, total) : total;
            from = date;
        }

        stretches.Add((Period.DaysBetween(from, period.End) + 1, seats));
        return stretches;
    }

    private static IEnumerable<SeatChange> LastOfEachDay(DateInterval period, ReadOnlySpan<SeatChange> changes) =>
        changes.ToArray().Where(one => period.Contains(one.Date)).GroupBy(one => one.Date, (_, day) => day.Last()).OrderBy(one => one.Date);
}
