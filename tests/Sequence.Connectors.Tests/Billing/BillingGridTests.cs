using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class BillingGridTests
{
    [Theory]
    [InlineData("2026-01-31", "2026-02-27", "2026-01-31", "2026-02-27")]
    [InlineData("2026-01-31", "2026-02-28", "2026-02-28", "2026-03-30")]
    [InlineData("2026-01-31", "2026-03-31", "2026-03-31", "2026-04-29")]
    [InlineData("2028-01-31", "2028-02-29", "2028-02-29", "2028-03-30")]
    public void A_month_that_is_too_short_ends_early_and_the_next_returns_to_the_day(string start, string day, string from, string to) =>
        Assert.Equal(Days(from, to), BillingGrid.From(Date(start)).PeriodOf(Date(day), BillingFrequency.Monthly));

    [Theory]
    [InlineData(BillingFrequency.Monthly, "2026-04-15", "2026-05-14")]
    [InlineData(BillingFrequency.Quarterly, "2026-03-15", "2026-06-14")]
    [InlineData(BillingFrequency.HalfYearly, "2025-12-15", "2026-06-14")]
    [InlineData(BillingFrequency.Yearly, "2025-12-15", "2026-12-14")]
    public void Periods_of_several_months_are_counted_from_the_boundary_before_the_start(
        BillingFrequency frequency,
        string from,
        string to
    ) => Assert.Equal(Days(from, to), BillingGrid.From(new(2026, 1, 10), 15).PeriodOf(new(2026, 5, 14), frequency));

    [Fact]
    public void A_start_off_the_recurrence_day_lies_within_its_first_period()
    {
        Assert.Equal(
            Days("2026-01-01", "2026-01-31"),
            BillingGrid.From(new(2026, 1, 10), 1).PeriodOf(new(2026, 1, 10), BillingFrequency.Monthly)
        );
        Assert.Equal(
            Days("2025-12-15", "2026-01-14"),
            BillingGrid.From(new(2026, 1, 10), 15).PeriodOf(new(2026, 1, 10), BillingFrequency.Monthly)
        );
    }

    [Fact]
    public void Days_before_the_start_have_periods_too() =>
        Assert.Equal(
            Days("2025-10-01", "2025-12-31"),
            BillingGrid.From(new(2026, 1, 1)).PeriodOf(new(2025, 11, 5), BillingFrequency.Quarterly)
        );

    [Theory]
    [InlineData(BillingFrequency.Unknown)]
    [InlineData(BillingFrequency.OneTime)]
    [InlineData(BillingFrequency.OnDemand)]
    [InlineData(BillingFrequency.PerEvent)]
    public void Frequencies_without_periods_have_none(BillingFrequency frequency) =>
        Assert.Null(BillingGrid.From(new(2026, 1, 1)).PeriodOf(new(2026, 1, 1), frequency));

    [Theory]
    [InlineData(0)]
    [InlineData(32)]
    public void Refuses_a_day_that_no_month_has(int day) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => BillingGrid.From(new(2026, 1, 1), day));

    private static DateInterval Days(string from, string to) => new(Date(from), Date(to));

    private static LocalDate Date(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
