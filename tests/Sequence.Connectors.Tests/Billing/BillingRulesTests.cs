namespace Sequence.Connectors.Tests;

public sealed class BillingRulesTests
{
    private static readonly BillingSchedule Sound = Schedules.Sound;
    private static readonly ScheduleContext Context = new() { Today = new(2026, 1, 1) };

    /// <summary>Each code with a schedule that breaks that one rule, and the path that the problem names.</summary>
    public static TheoryData<string, string, Func<BillingSchedule, BillingSchedule>> Broken =>
        new()
        {
            { "schedule.customer.missing", "CustomerId", one => one with { CustomerId = null } },
            { "schedule.start.missing", "StartDate", one => one with { StartDate = null } },
            { "schedule.recurrence_day.invalid", "RecurrenceDayOfMonth", one => one with { RecurrenceDayOfMonth = 0 } },
            { "schedule.recurrence_day.invalid", "RecurrenceDayOfMonth", one => one with { RecurrenceDayOfMonth = 32 } },
            { "schedule.phases.missing", "Phases", one => one with { Phases = [] } },
            {
                "schedule.tax_rate.price.unknown",
                "TaxRates[0].PriceId",
                one => one with { TaxRates = [new PriceTaxRate("other", "t-1")] }
            },
            {
                "phase.start.differs",
                "Phases[0].StartDate",
                one => one.WithPhase(0, phase => phase with { StartDate = new(2026, 1, 2) })
            },
            {
                "phase.end.differs",
                "Phases[1].EndDate",
                one => one.WithPhase(1, phase => phase with { EndDate = new(2026, 12, 31) })
            },
            { "phase.end.differs", "Phases[1].EndDate", one => one with { EndDate = new(2026, 12, 31) } },
            { "phase.end.missing", "Phases[0].EndDate", one => one.WithPhase(0, phase => phase with { EndDate = null }) },
            { "phase.start.missing", "Phases[1].StartDate", one => one.WithPhase(1, phase => phase with { StartDate = null }) },
            {
                "phase.overlap",
                "Phases[1].StartDate",
                one => one.WithPhase(1, phase => phase with { StartDate = new(2026, 6, 30) })
            },
            {
                "phase.overlap",
                "Phases[1].StartDate",
                one => one.WithPhase(1, phase => phase with { StartDate = new(2025, 6, 30) })
            },
            { "phase.gap", "Phases[1].StartDate", one => one.WithPhase(1, phase => phase with { StartDate = new(2026, 7, 2) }) },
            { "phase.id.duplicate", "Phases[1].Id", one => one.WithPhase(1, phase => phase with { Id = "ph-1" }) },
            {
                "phase.price.unknown",
                "Phases[1].PriceIds[1]",
                one => one.WithPhase(1, phase => phase with { PriceIds = ["platform", "other"] })
            },
            {
                "restriction.price.unknown",
                "Phases[1].Discounts[0].PriceIds[0]",
                one => one.WithPhase(1, phase => phase with { Discounts = [new Discount { Rate = 5m, PriceIds = ["seats"] }] })
            },
            {
                "restriction.price.unknown",
                "Phases[1].Minimums[0].PriceIds[1]",
                one =>
                    one.WithPhase(
                        1,
                        phase => phase with { Minimums = [new Minimum { Amount = 5m, PriceIds = ["calls", "seats"] }] }
                    )
            },
            {
                "restriction.price.unknown",
                "Phases[0].CreditGrants[0].PriceIds[0]",
                one => one.WithGrant(grant => grant with { PriceIds = ["other"] })
            },
            {
                "minimum.amount.missing",
                "Phases[0].Minimums[0].Amount",
                one => one.WithPhase(0, phase => phase with { Minimums = [new Minimum()] })
            },
            { "discount.percentage.range", "Phases[1].Discounts[0].Rate", one => one.WithDiscount(Percentage.FromPoints(0m)) },
            {
                "discount.percentage.range",
                "Phases[1].Discounts[0].Rate",
                one => one.WithDiscount(Percentage.FromPoints(100.01m))
            },
            { "discount.amount.missing", "Phases[1].Discounts[0].Rate", one => one.WithDiscount(-1m) },
            {
                "discount.seats.missing",
                "Phases[1].Discounts[0].SeatScope",
                one =>
                    one.WithPhase(
                        1,
                        phase =>
                            phase with
                            {
                                Discounts = [new Discount { Rate = 5m, SeatScope = SeatDiscountScope.OverageSeats }],
                            }
                    )
            },
            {
                "grant.amount.missing",
                "Phases[0].CreditGrants[0].Amount",
                one => one.WithGrant(grant => grant with { Amount = 0m })
            },
            {
                "grant.unit.unknown",
                "Phases[0].CreditGrants[0].Unit",
                one => one.WithGrant(grant => grant with { Unit = CreditUnit.Unknown })
            },
            {
                "grant.currency.missing",
                "Phases[0].CreditGrants[0].Currency",
                one => one.WithGrant(grant => grant with { Currency = null })
            },
            {
                "grant.currency.differs",
                "Phases[0].CreditGrants[0].Currency",
                one => one.WithGrant(grant => grant with { Currency = CurrencyCode.Parse("USD") })
            },
            {
                "grant.metric.missing",
                "Phases[0].CreditGrants[0].MetricId",
                one => one.WithGrant(grant => grant with { Unit = CreditUnit.Metric })
            },
            {
                "grant.dates.reversed",
                "Phases[0].CreditGrants[0].ExpiryDate",
                one => one.WithGrant(grant => grant with { EffectiveDate = new(2026, 2, 1), ExpiryDate = new(2026, 1, 31) })
            },
            { "price.id.duplicate", "Prices[3].Id", one => one with { Prices = [.. one.Prices, Schedules.Calls] } },
            { "price.currency.missing", "Prices[1].Currency", one => one.WithPrice(1, price => price with { Currency = null }) },
            {
                "price.currency.invalid",
                "Prices[1].Currency",
                one => one.WithPrice(1, price => price with { Currency = null, CurrencyText = "Euro" })
            },
            {
                "price.currency.differs",
                "Prices[1].Currency",
                one => one.WithPrice(1, price => price with { Currency = CurrencyCode.Parse("USD") })
            },
            {
                "price.frequency.missing",
                "Prices[0].BillingFrequency",
                one => one.WithPrice(0, price => price with { BillingFrequency = BillingFrequency.Unknown })
            },
            {
                "price.billing_type.missing",
                "Prices[0].BillingType",
                one => one.WithPrice(0, price => price with { BillingType = BillingType.Unknown })
            },
            {
                "price.usage.in_advance",
                "Prices[1].BillingType",
                one => one.WithPrice(1, price => price with { BillingType = BillingType.InAdvance })
            },
            {
                "price.on_demand.not_usage",
                "Prices[0].BillingFrequency",
                one => one.WithPrice(0, price => price with { BillingFrequency = BillingFrequency.OnDemand })
            },
            {
                "price.proration.missing",
                "Prices[2].Proration",
                one => one.WithPrice(2, price => (Price.SeatBased)price with { Proration = ProrationStrategy.Unknown })
            },
            {
                "price.seats.negative",
                "Prices[2].ContractedMinimum",
                one => one.WithPrice(2, price => (Price.SeatBased)price with { ContractedMinimum = -1m })
            },
            { "price.package_size.missing", "Prices[1].PackageSize", one => one.WithUsage(new Price.Package { Id = "calls" }) },
            { "price.tiers.missing", "Prices[1].Tiers", one => one.WithUsage(new Price.Graduated { Id = "calls" }) },
            {
                "price.tiers.open",
                "Prices[1].Tiers[0].UpperBound",
                one => one.WithUsage(new Price.Volume { Id = "calls", Tiers = [new PriceTier { UpperBound = 5m }] })
            },
            {
                "price.tiers.open",
                "Prices[1].Tiers[0].UpperBound",
                one => one.WithUsage(new Price.Volume { Id = "calls", Tiers = [new PriceTier(), new PriceTier()] })
            },
            {
                "price.tiers.order",
                "Prices[1].Tiers[1].UpperBound",
                one =>
                    one.WithUsage(
                        new Price.Graduated
                        {
                            Id = "calls",
                            Tiers = [new PriceTier { UpperBound = 5m }, new PriceTier { UpperBound = 5m }, new PriceTier()],
                        }
                    )
            },
        };

    [Fact]
    public void Accepts_a_sound_schedule()
    {
        Assert.Empty(BillingRules.Check(Sound));
        Assert.Empty(BillingRules.Check(Sound with { RecurrenceDayOfMonth = 31 }));
        Assert.Empty(BillingRules.Check(Sound.WithDiscount(Percentage.FromPoints(100m))));
        Assert.Empty(
            BillingRules.Check(
                Sound.WithPhase(1, phase => phase with { EndDate = new(2026, 7, 1) }) with
                {
                    EndDate = new(2026, 7, 1),
                }
            )
        );
        Assert.Empty(RecordRules.Check(Sound));
    }

    [Theory]
    [MemberData(nameof(Broken))]
    public void Names_the_rule_that_is_broken_and_no_other(string code, string path, Func<BillingSchedule, BillingSchedule> breaking) =>
        Assert.Equal([(code, path)], BillingRules.Check(breaking(Sound)).Codes());

    [Fact]
    public void Gives_every_reason_at_once() => Assert.Equal(
        [
            ("schedule.customer.missing", "CustomerId"),
            ("schedule.dates.reversed", "EndDate"),
            ("phase.dates.reversed", "Phases[0].EndDate"),
            ("phase.price.unknown", "Phases[0].PriceIds[0]"),
            ("phase.gap", "Phases[1].StartDate"),
            ("phase.price.unknown", "Phases[1].PriceIds[0]"),
            ("phase.end.differs", "Phases[1].EndDate"),
        ],
        BillingRules.Check(new BillingSchedule
        {
            Id = "s-1",
            StartDate = new(2026, 1, 1),
            EndDate = new(2025, 1, 1),
            Phases =
            [
                new Phase { StartDate = new(2026, 1, 1), EndDate = new(2025, 12, 31), PriceIds = ["a"] },
                new Phase { StartDate = new(2026, 1, 2), PriceIds = ["b"] },
            ],
        }).Codes());

    [Fact]
    public void Rolls_up_only_for_a_parent()
    {
        var schedule = Sound with { RollsUpBilling = true };

        Assert.Equal(
            [("schedule.roll_up.not_parent", "RollsUpBilling")],
            BillingRules.Check(schedule, Context with { CustomerIsParent = false }).Codes()
        );
        Assert.Empty(BillingRules.Check(schedule, Context with { CustomerIsParent = true }));
        Assert.Empty(BillingRules.Check(schedule, Context));
        Assert.Empty(BillingRules.Check(Sound, Context with { CustomerIsParent = false }));
    }

    [Fact]
    public void Warns_of_a_start_in_the_past_with_the_number_of_invoices_that_it_makes()
    {
        var draft = Sound with { Status = ScheduleStatus.Draft };

        var warning = Assert.Single(BillingRules.Warn(draft, Context with { Today = new(2026, 4, 2) }));

        // On the first of January, February, March and April.
        Assert.Equal(("schedule.start.past", "StartDate"), (warning.Code, warning.Path));
        Assert.Contains("makes 4 draft invoices", warning.Message, StringComparison.Ordinal);
        Assert.Empty(BillingRules.Warn(draft, Context));
        Assert.Empty(BillingRules.Warn(Sound, Context with { Today = new(2026, 4, 2) }));
    }

    [Fact]
    public void Warns_of_a_minimum_that_counts_what_is_not_for_usage()
    {
        BillingSchedule With(params string[] prices) => Sound.WithPhase(
            0,
            phase => phase with { Minimums = [new Minimum { Amount = 50m, PriceIds = [.. prices] }] }
        );

        (string, string)[] warning = [("minimum.price.not_usage", "Phases[0].Minimums[0].PriceIds")];
        Assert.Equal(warning, BillingRules.Warn(With("calls", "seats"), Context).Codes());
        Assert.Empty(BillingRules.Warn(With("calls"), Context));
        Assert.Empty(BillingRules.Warn(With(), Context));
        var fixedOnly = With().WithPhase(0, phase => phase with { PriceIds = ["platform"], Discounts = [], CreditGrants = [] });
        Assert.Equal(warning, BillingRules.Warn(fixedOnly, Context).Codes());
    }

    [Fact]
    public void Warns_of_terms_in_a_phase_that_starts_within_a_period()
    {
        var schedule = Sound.EndPhase(0, new(2026, 6, 14));

        Assert.Equal([("phase.start.off_period", "Phases[1].StartDate")], BillingRules.Warn(schedule, Context).Codes());
        Assert.Empty(BillingRules.Warn(schedule.WithPhase(1, phase => phase with { Discounts = [] }), Context));
        Assert.Empty(BillingRules.Warn(schedule.WithPhase(1, phase => phase with { Recurrence = RecurrencePreference.Reset }), Context));
        Assert.Empty(BillingRules.Warn(Sound, Context));
    }

    [Theory]
    [InlineData(TaxStatus.Exempt, true)]
    [InlineData(TaxStatus.ReverseCharged, true)]
    [InlineData(TaxStatus.Taxed, false)]
    [InlineData(TaxStatus.Unknown, false)]
    public void Warns_of_tax_rates_that_have_no_effect(TaxStatus status, bool warns)
    {
        var context = Context with { CustomerTaxStatus = status };

        Assert.Equal(warns ? [("schedule.tax_rate.unused", "TaxRates")] : [], BillingRules.Warn(Sound, context).Codes());
        Assert.Empty(BillingRules.Warn(Sound with { TaxRates = [] }, context));
    }

    [Fact]
    public void Does_not_warn_of_what_is_refused_anyway() =>
        Assert.Empty(BillingRules.Warn(Sound with { StartDate = null }, Context with { Today = new(2027, 1, 1) }));

    [Fact]
    public void Drafts_do_not_leave_the_host()
    {
        Assert.Equal([("schedule.draft", "Status")], RecordRules.Check(Sound with { Status = ScheduleStatus.Draft }).Codes());
        Assert.Empty(RecordRules.Check(Sound with { Status = ScheduleStatus.Pending }));
        Assert.Equal([("quote.draft", "Status")], RecordRules.Check(new Quote { Id = "q-1", Status = QuoteStatus.Draft }).Codes());
    }

    [Fact]
    public void A_quote_keeps_the_rules_of_its_phases_and_prices()
    {
        var quote = new Quote { Id = "q-1", Status = QuoteStatus.Published, Prices = Sound.Prices, Phases = Sound.Phases };

        Assert.Empty(RecordRules.Check(quote));
        Assert.Equal(
            [("price.currency.missing", "Prices[0].Currency"), ("phase.gap", "Phases[1].StartDate")],
            RecordRules.Check(quote with
            {
                Prices = [Schedules.Platform with { Currency = null }, Schedules.Calls, Schedules.Seats],
                Phases = [Sound.Phases[0], Sound.Phases[1] with { StartDate = new(2026, 8, 1) }],
            }).Codes());
    }
}
