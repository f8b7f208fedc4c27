namespace Sequence.Connectors;

/// <summary>
/// Where the billing periods of a schedule begin. The first boundary is the last recurrence day on or before the start, so a
/// start off that day makes a first period that is partial; periods of several months are counted from there.
/// </summary>
public sealed record BillingGrid
{
    private readonly LocalDate _firstMonth;

    private BillingGrid(LocalDate firstMonth, int dayOfMonth) => (_firstMonth, DayOfMonth) = (firstMonth, dayOfMonth);

    /// <summary>The day of the month on which periods begin; the last day of a month that is too short.</summary>
    public int DayOfMonth { get; }

    /// <summary>The grid of a first day.</summary>
    /// <param name="start">The first day that is billed.</param>
    /// <param name="dayOfMonth">The recurrence day, from 1 to 31; null for the day of the start.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is not from 1 to 31.</exception>
    public static BillingGrid From(LocalDate start, int? dayOfMonth = null)
    {
        var day = dayOfMonth ?? start.Day;
        ArgumentOutOfRangeException.ThrowIfLessThan(day, 1, nameof(dayOfMonth));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(day, 31, nameof(dayOfMonth));
        var grid = new BillingGrid(new LocalDate(start.Year, start.Month, 1), day);
        return grid.Boundary(0) <= start ? grid : new BillingGrid(grid._firstMonth.PlusMonths(-1), day);
    }

    /// <summary>The whole period that a day lies in, both days included; null where the frequency has no periods.</summary>
    public DateInterval? PeriodOf(LocalDate day, BillingFrequency frequency)
    {
        if (MonthsOf(frequency) is not { } months)
        {
            return null;
        }

        var passed = ((day.Year - _firstMonth.Year) * 12) + day.Month - _firstMonth.Month;
        passed -= Boundary(passed) > day ? 1 : 0;
        var first = passed - (((passed % months) + months) % months);
        return new DateInterval(Boundary(first), Boundary(first + months).PlusDays(-1));
    }

    private static int? MonthsOf(BillingFrequency frequency) => frequency switch
    {
        BillingFrequency.Monthly => 1,
        BillingFrequency.Quarterly => 3,
        BillingFrequency.HalfYearly => 6,
        BillingFrequency.Yearly => 12,
        _ => null,
    };

    private LocalDate Boundary(int months)
    {
        var month = _firstMonth.PlusMonths(months);
        return new LocalDate(month.Year, month.Month, Math.Min(DayOfMonth, month.Calendar.GetDaysInMonth(month.Year, month.Month)));
    }
}
