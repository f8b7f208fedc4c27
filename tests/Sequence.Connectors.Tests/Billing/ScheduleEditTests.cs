using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class ScheduleEditTests
{
    private static readonly BillingSchedule Sound = Schedules.Sound;
    private static readonly LocalDate InTheFirst = new(2026, 3, 10);
    private static readonly LocalDate InTheSecond = new(2026, 8, 10);

    [Fact]
    public void Appending_ends_the_open_phase_on_the_day_before()
    {
        var schedule = Sound.AppendPhase(new Phase { StartDate = new(2027, 1, 1), EndDate = new(2027, 12, 31), PriceIds = ["platform"] });

        Assert.Equal(new LocalDate(2026, 12, 31), schedule.Phases[1].EndDate);
        Assert.Equal(new LocalDate(2027, 12, 31), schedule.EndDate);
        Assert.Empty(BillingRules.CheckEdit(Sound, schedule, InTheSecond));
    }

    [Theory]
    [InlineData(2027, 1, 2)]
    [InlineData(2026, 12, 31)]
    public void Appending_refuses_a_gap_and_an_overlap(int year, int month, int day) => Assert.Throws<ArgumentException>(
        () => Sound.EndPhase(1, new(2026, 12, 31)).AppendPhase(new Phase { StartDate = new(year, month, day) }));

    [Fact]
    public void Appending_refuses_a_phase_without_a_start_or_before_an_open_one()
    {
        Assert.Throws<ArgumentException>(() => Sound.AppendPhase(new Phase()));
        Assert.Throws<ArgumentException>(() => Sound.AppendPhase(new Phase { StartDate = new(2026, 7, 1) }));
    }

    [Fact]
    public void Ending_a_phase_moves_the_start_of_the_next_or_the_end_of_the_schedule()
    {
        var shorter = Sound.EndPhase(0, new(2026, 5, 31));
        var ended = Sound.EndPhase(1, new(2026, 12, 31));

        Assert.Equal((new LocalDate(2026, 6, 1), null), (shorter.Phases[1].StartDate, shorter.EndDate));
        Assert.Equal(new LocalDate(2026, 12, 31), ended.EndDate);
        Assert.Empty(BillingRules.CheckEdit(Sound, shorter, InTheFirst));
        Assert.Empty(BillingRules.CheckEdit(Sound, ended, InTheSecond));
    }

    [Fact]
    public void Ending_a_phase_leaves_no_phase_without_a_day()
    {
        Assert.Throws<ArgumentException>(() => Sound.EndPhase(1, new(2026, 6, 30)));
        Assert.Throws<ArgumentException>(() => Sound.EndPhase(1, new(2026, 12, 31)).EndPhase(0, new(2026, 12, 31)));
    }

    [Fact]
    public void A_phase_that_is_over_is_frozen()
    {
        var changed = Sound.WithPhase(0, phase => phase with { Minimums = [] });

        Assert.Equal([("phase.past.frozen", "Phases[0]")], BillingRules.CheckEdit(Sound, changed, InTheSecond).Codes());
        Assert.Equal(
            [("phase.past.frozen", "Phases[0]")],
            BillingRules.CheckEdit(Sound, Sound.EndPhase(0, new(2026, 5, 31)), InTheSecond).Codes().Take(1)
        );
    }

    [Fact]
    public void New_ids_of_phases_and_their_parts_are_no_change() => Assert.Empty(BillingRules.CheckEdit(
        Sound,
        Sound.WithPhase(0, phase => phase with
        {
            Id = "ph-9",
            Minimums = [phase.Minimums[0] with { Id = null }],
            CreditGrants = [phase.CreditGrants[0] with { Id = "g-9" }, phase.CreditGrants[1]],
        }),
        InTheSecond));

    [Fact]
    public void The_current_phase_may_bill_other_prices_in_arrears_and_no_other_terms()
    {
        var others = Sound.WithPhase(1, phase => phase with { PriceIds = ["platform"] });
        var advance = Sound.WithPhase(1, phase => phase with { PriceIds = ["calls"] });
        var terms = Sound.WithPhase(1, phase => phase with { Discounts = [] });

        Assert.Empty(BillingRules.CheckEdit(Sound, others, InTheSecond));
        Assert.Equal([("phase.current.price", "Phases[1].PriceIds")], BillingRules.CheckEdit(Sound, advance, InTheSecond).Codes());
        Assert.Equal([("phase.current.frozen", "Phases[1]")], BillingRules.CheckEdit(Sound, terms, InTheSecond).Codes());
    }

    [Fact]
    public void Phases_to_come_and_schedules_that_have_not_started_are_free()
    {
        var changed = Sound.WithPhase(1, phase => phase with { Discounts = [], PriceIds = ["seats"] });
        var first = Sound.WithPhase(0, phase => phase with { Minimums = [] });

        Assert.Empty(BillingRules.CheckEdit(Sound, changed, InTheFirst));
        Assert.Empty(
            BillingRules.CheckEdit(
                Sound with
                {
                    Status = ScheduleStatus.Draft,
                },
                first with
                {
                    Status = ScheduleStatus.Draft,
                },
                InTheSecond
            )
        );
    }

    [Fact]
    public void A_dropped_phase_is_missed() => Assert.Equal(
        ["phase.past.frozen", "phase.current.frozen"],
        BillingRules.CheckEdit(Sound, Sound with { Phases = [], StartDate = null }, InTheSecond).Select(problem => problem.Code)
            .Where(code => code.StartsWith("phase", StringComparison.Ordinal)));

    [Theory]
    [InlineData(ScheduleStatus.Completed)]
    [InlineData(ScheduleStatus.Cancelled)]
    public void A_schedule_that_is_over_cannot_be_changed(ScheduleStatus status) => Assert.Equal(
        [("schedule.read_only", "Status")],
        BillingRules.CheckEdit(Sound with { Status = status }, Sound with { Status = status, Memo = "Thank you." }, InTheFirst).Codes());

    [Fact]
    public void Some_fields_stay_as_they_were_created() =>
        Assert.Equal(
            ["CustomerId", "Reference", "Label", "PaymentProvider", "ChargesAutomatically"],
            BillingRules
                .CheckEdit(
                    Sound,
                    Sound with
                    {
                        CustomerId = "c-2",
                        Reference = "r",
                        Label = "l",
                        PaymentProvider = "p",
                        ChargesAutomatically = true,
                        Memo = "free",
                    },
                    InTheFirst
                )
                .Select(problem => problem.Path)
        );

    [Fact]
    public void Of_a_price_only_the_name_changes()
    {
        var renamed = Sound.WithPrice(0, price => price with { Name = "Platform fee" });
        var dearer = Sound.WithPrice(0, price => (Price.Fixed)price with { Amount = 120m });

        Assert.Empty(BillingRules.CheckEdit(Sound, renamed, InTheFirst));
        Assert.Equal([("price.fixed", "Prices[0]")], BillingRules.CheckEdit(Sound, dearer, InTheFirst).Codes());
    }
}
