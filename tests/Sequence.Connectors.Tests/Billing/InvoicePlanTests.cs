using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class InvoicePlanTests
{
    private static readonly BillingSchedule Sound = Schedules.Sound;

    [Fact]
    public void What_falls_on_one_day_is_one_invoice_across_frequencies_and_billing_types() => Assert.Equal(
        [
            "2026-01-01 platform seats",
            "2026-02-01 platform calls",
            "2026-03-01 platform calls",
            "2026-04-01 platform calls seats",
        ],
        Plan(Sound, new(2026, 4, 1)));

    [Fact]
    public void A_price_that_a_phase_drops_is_billed_to_its_end_and_no_further() => Assert.Equal(
        ["2026-06-01 platform calls", "2026-07-01 platform calls", "2026-08-01 platform calls"],
        Plan(Sound, new(2026, 8, 1)).Skip(5));

    [Fact]
    public void A_phase_that_starts_within_a_period_moves_no_dates() => Assert.Equal(
        Plan(Sound, new(2026, 12, 31)),
        Plan(Sound.EndPhase(0, new(2026, 6, 14)), new(2026, 12, 31)));

    [Fact]
    public void A_phase_that_restarts_the_periods_begins_its_own_grid() => Assert.Equal(
        ["2026-06-15 platform", "2026-07-01 calls", "2026-07-15 platform calls", "2026-08-15 platform calls"],
        Plan(
            Sound.EndPhase(0, new(2026, 6, 14)).WithPhase(1, phase => phase with { Recurrence = RecurrencePreference.Reset }),
            new(2026, 8, 31)).Skip(6));

    [Fact]
    public void A_start_off_the_recurrence_day_bills_a_partial_period_first() => Assert.Equal(
        ["2026-01-01 platform seats", "2026-01-15 platform calls", "2026-02-15 platform calls"],
        Plan(Sound with { RecurrenceDayOfMonth = 15 }, new(2026, 3, 1)));

    [Fact]
    public void A_schedule_that_ends_bills_its_last_usage_and_nothing_after() => Assert.Equal(
        ["2026-07-01 platform calls", "2026-08-01 calls"],
        Plan(Sound.EndPhase(1, new(2026, 7, 20)), new(2027, 12, 31)).Skip(6));

    [Fact]
    public void One_time_prices_are_billed_once_and_usage_on_demand_has_no_date() =>
        Assert.Equal(
            ["2026-01-01 setup"],
            Plan(
                Sound with
                {
                    Prices =
                    [
                        new Price.OneTime
                        {
                            Id = "setup",
                            Amount = 500m,
                            BillingFrequency = BillingFrequency.OneTime,
                            BillingType = BillingType.InAdvance,
                        },
                        Schedules.Calls with
                        {
                            BillingFrequency = BillingFrequency.OnDemand,
                        },
                    ],
                    Phases = [new Phase { StartDate = Sound.StartDate, PriceIds = ["setup", "calls"] }],
                },
                new(2027, 1, 1)
            )
        );

    [Fact]
    public void A_price_that_pauses_for_a_phase_is_not_billed_in_it() =>
        Assert.Equal(
            ["2026-06-01", "2026-09-01"],
            Plan(
                    Sound
                        .WithPhase(1, phase => phase with { PriceIds = ["calls"] })
                        .AppendPhase(new Phase { StartDate = new(2026, 9, 1), PriceIds = ["platform"] }),
                    new(2026, 9, 1)
                )
                .Where(invoice => invoice.Contains("platform", StringComparison.Ordinal))
                .Select(invoice => invoice[..10])
                .Skip(5)
        );

    [Fact]
    public void Seats_above_the_minimum_may_come_on_invoices_of_their_own() =>
        Assert.Equal(
            ["2026-01-01 seats", "2026-02-01 seats", "2026-03-01 seats", "2026-04-01 seats"],
            Plan(
                Sound
                    .WithPrice(2, price => (Price.SeatBased)price with { OverageFrequency = Recurrence.Monthly })
                    .WithPhase(0, phase => phase with { PriceIds = ["seats"] }),
                new(2026, 4, 1)
            )
        );

    private static IEnumerable<string> Plan(BillingSchedule schedule, LocalDate until) => InvoicePlan.Of(schedule, until)
        .Select(invoice => $"{invoice.Date.ToString("uuuu-MM-dd", null)} {string.Join(' ', invoice.PriceIds.AsEnumerable())}");
}
