using NodaTime;

namespace Sequence.Connectors.Tests;

/// <summary>Schedules without a fault, to be broken on purpose.</summary>
internal static class Schedules
{
    public static readonly CurrencyCode Euro = CurrencyCode.Parse("EUR");

    public static readonly Price.Fixed Platform = new()
    {
        Id = "platform",
        Name = "Platform",
        Amount = 100m,
        Currency = Euro,
        BillingFrequency = BillingFrequency.Monthly,
        BillingType = BillingType.InAdvance,
    };

    public static readonly Price.Linear Calls = new()
    {
        Id = "calls",
        Name = "Calls",
        Rate = 0.02m,
        UsageMetricId = "api",
        Currency = Euro,
        BillingFrequency = BillingFrequency.Monthly,
        BillingType = BillingType.InArrears,
    };

    public static readonly Price.SeatBased Seats = new()
    {
        Id = "seats",
        Name = "Seats",
        PricePerSeat = 10m,
        ContractedMinimum = 5m,
        Proration = ProrationStrategy.ProrateAllChanges,
        Currency = Euro,
        BillingFrequency = BillingFrequency.Quarterly,
        BillingType = BillingType.InAdvance,
    };

    /// <summary>January to June at a discount, then without an end.</summary>
    public static readonly BillingSchedule Sound = new()
    {
        Id = "s-1",
        CustomerId = "c-1",
        Status = ScheduleStatus.Active,
        StartDate = new LocalDate(2026, 1, 1),
        Prices = [Platform, Calls, Seats],
        Phases =
        [
            new Phase
            {
                Id = "ph-1",
                StartDate = new LocalDate(2026, 1, 1),
                EndDate = new LocalDate(2026, 6, 30),
                PriceIds = ["platform", "calls", "seats"],
                Minimums =
                [
                    new Minimum
                    {
                        Id = "m-1",
                        Amount = 50m,
                        PriceIds = ["calls"],
                    },
                ],
                Discounts =
                [
                    new Discount
                    {
                        Id = "d-1",
                        Rate = Percentage.FromPoints(20m),
                        PriceIds = ["seats"],
                        SeatScope = SeatDiscountScope.AllSeats,
                    },
                ],
                CreditGrants =
                [
                    new CreditGrant { Id = "g-1", Unit = CreditUnit.Currency, Currency = Euro, Amount = 100m, PriceIds = ["calls"] },
                    new CreditGrant { Id = "g-2", Unit = CreditUnit.Metric, MetricId = "api", Amount = 1000m },
                ],
            },
            new Phase
            {
                Id = "ph-2",
                StartDate = new LocalDate(2026, 7, 1),
                PriceIds = ["platform", "calls"],
                Discounts = [new Discount { Rate = 5m }],
            },
        ],
        TaxRates = [new PriceTaxRate("platform", "t-1")],
    };

    public static BillingSchedule WithPhase(this BillingSchedule schedule, int index, Func<Phase, Phase> change)
    {
        var phases = schedule.Phases.ToArray();
        phases[index] = change(phases[index]);
        return schedule with { Phases = [.. phases] };
    }

    public static BillingSchedule WithPrice(this BillingSchedule schedule, int index, Func<Price, Price> change)
    {
        var prices = schedule.Prices.ToArray();
        prices[index] = change(prices[index]);
        return schedule with { Prices = [.. prices] };
    }

    /// <summary>With another rate of the second phase's discount.</summary>
    public static BillingSchedule WithDiscount(this BillingSchedule schedule, Rate rate) =>
        schedule.WithPhase(1, phase => phase with { Discounts = [phase.Discounts[0] with { Rate = rate }] });

    /// <summary>With a change of the first phase's grant of money.</summary>
    public static BillingSchedule WithGrant(this BillingSchedule schedule, Func<CreditGrant, CreditGrant> change) =>
        schedule.WithPhase(0, phase => phase with { CreditGrants = [change(phase.CreditGrants[0]), phase.CreditGrants[1]] });

    /// <summary>With another way to charge the calls.</summary>
    public static BillingSchedule WithUsage(this BillingSchedule schedule, Price price) => schedule.WithPrice(
        1, old => price with { Currency = old.Currency, BillingFrequency = old.BillingFrequency, BillingType = old.BillingType });

    public static IEnumerable<(string Code, string Path)> Codes(this IEnumerable<Problem> problems) =>
        problems.Select(problem => (problem.Code, problem.Path));
}
