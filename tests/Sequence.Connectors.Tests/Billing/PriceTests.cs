using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class PriceTests
{
    private static readonly CurrencyCode Dollar = CurrencyCode.Parse("USD");
    private static readonly ValueList<PriceTier> Tiers =
    [
        new PriceTier { UpperBound = 50m, Rate = 2m, Fee = 10m },
        new PriceTier { Rate = 1.5m, Fee = 30m },
    ];

    private static readonly DateInterval April = new(new(2026, 4, 1), new(2026, 4, 30));
    private static readonly Price.SeatBased Seats = new() { Id = "p", PricePerSeat = 10m, Proration = ProrationStrategy.ProrateAllChanges };

    [Fact]
    public void One_time_and_fixed_prices_charge_their_amount_whatever_is_used()
    {
        Assert.Equal(99.50m, new Price.OneTime { Id = "p", Amount = 99.50m }.Charge());
        Assert.Equal(20m, new Price.Fixed { Id = "p", Amount = 20m }.Charge(1000m));
    }

    [Fact]
    public void Linear_charges_each_unit() => Assert.Equal(68.00m, new Price.Linear { Id = "p", Rate = 0.20m }.Charge(340m));

    [Fact]
    public void Linear_charges_a_share_of_the_money_that_the_units_are() =>
        Assert.Equal(1.70m, new Price.Linear { Id = "p", Rate = Percentage.FromFraction(0.005m) }.Charge(140m, 200m));

    [Theory]
    [InlineData(250, "22.50")]
    [InlineData(200, "15.00")]
    [InlineData(201, "22.50")]
    [InlineData(1, "7.50")]
    [InlineData(0, "0.00")]
    public void Package_charges_begun_packages(int units, string charge) =>
        Assert.Equal(
            TestNumbers.Decimal(charge),
            new Price.Package
            {
                Id = "p",
                PackageSize = 100m,
                PricePerPackage = 7.50m,
            }.Charge(units)
        );

    [Theory]
    [InlineData(80, "185.00")]
    [InlineData(50, "110.00")]
    [InlineData(51, "141.50")]
    [InlineData(0, "0.00")]
    public void Graduated_charges_each_slice_and_every_fee_that_is_reached(int units, string charge) =>
        Assert.Equal(TestNumbers.Decimal(charge), new Price.Graduated { Id = "p", Tiers = Tiers }.Charge(units));

    [Theory]
    [InlineData(80, "150.00")]
    [InlineData(50, "110.00")]
    [InlineData(51, "106.50")]
    [InlineData(0, "0.00")]
    public void Volume_charges_all_units_at_the_tier_that_is_reached_and_one_fee(int units, string charge) =>
        Assert.Equal(TestNumbers.Decimal(charge), new Price.Volume { Id = "p", Tiers = Tiers }.Charge(units));

    [Fact]
    public void Volume_keeps_the_share_of_each_event_within_its_limits()
    {
        var price = new Price.Volume
        {
            Id = "p",
            Tiers = [new PriceTier { Rate = Percentage.FromPoints(3m), MinimumCharge = 2m, MaximumCharge = 9m }],
        };

        Assert.Equal(15.50m, price.Charge(40m, 150m, 400m));
        Assert.Equal(9m, price.Charge(590m));
    }

    [Fact]
    public void Volume_does_not_limit_amounts() => Assert.Equal(
        40m, new Price.Volume { Id = "p", Tiers = [new PriceTier { Rate = 1m, MinimumCharge = 50m, MaximumCharge = 60m }] }.Charge(40m));

    [Fact]
    public void Refuses_units_below_zero() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new Price.Linear { Id = "p", Rate = 1m }.Charge(10m, -1m));

    [Fact]
    public void Seats_bill_the_contracted_minimum_even_when_unused()
    {
        var price = Seats with { ContractedMinimum = 5m };

        Assert.Equal(50m, price.Charge(3m));
        Assert.Equal(70m, price.Charge(7m));
        Assert.Equal((0m, 2m), (price.Overage(3m), price.Overage(7m)));
    }

    [Fact]
    public void A_seat_added_on_18_April_costs_13_of_30_days()
    {
        Assert.Equal(4.33m, Dollar.Round(Seats.Charge(April, 0m, new SeatChange(new(2026, 4, 18), 1m))));
        Assert.Equal(13m, (Seats with { PricePerSeat = 30m }).Charge(April, 0m, new SeatChange(new(2026, 4, 18), 1m)));
    }

    [Theory]
    [InlineData(ProrationStrategy.UseMaximum, "360.00")]
    [InlineData(ProrationStrategy.ProrateIncrements, "340.00")]
    [InlineData(ProrationStrategy.ProrateAllChanges, "310.00")]
    public void Each_strategy_says_what_changes_of_seats_cost(ProrationStrategy strategy, string charge)
    {
        var price = Seats with { PricePerSeat = 30m, Proration = strategy };

        // 10 seats; 12 from the 11th; 9 from the 21st on.
        Assert.Equal(
            TestNumbers.Decimal(charge),
            price.Charge(April, 10m, new SeatChange(new(2026, 4, 21), 9m), new SeatChange(new(2026, 4, 11), 12m)));
    }

    [Fact]
    public void The_last_balance_of_a_day_counts_and_other_periods_do_not() => Assert.Equal(
        (Seats with { Proration = ProrationStrategy.UseMaximum }).Charge(2m),
        (Seats with { Proration = ProrationStrategy.UseMaximum }).Charge(
            April, 9m, new SeatChange(new(2026, 4, 1), 5m), new SeatChange(new(2026, 4, 1), 2m), new SeatChange(new(2026, 5, 1), 8m)));

    [Fact]
    public void Fees_of_seats_are_prorated_only_where_the_price_says_so()
    {
        var price = Seats with { Tiers = [new PriceTier { UpperBound = 10m, Rate = 3m }, new PriceTier { Rate = 6m, Fee = 30m }] };
        var added = new SeatChange(new(2026, 4, 16), 11m);

        // 10 seats at 3 all month, one more at 6 for half of it, and the fee of the second tier.
        Assert.Equal(63m, price.Charge(April, 10m, added));
        Assert.Equal(48m, (price with { ProratesFees = true }).Charge(April, 10m, added));
    }

    [Fact]
    public void A_seat_price_that_does_not_say_how_it_prorates_computes_nothing() => Assert.Throws<InvalidOperationException>(
        () => (Seats with { Proration = ProrationStrategy.Unknown }).Charge(April, 1m));

    [Fact]
    public void A_part_of_a_period_costs_its_days() => Assert.Equal(
        (43.33m, 100m, 0m),
        (Dollar.Round(Proration.Of(100m, new(new(2026, 4, 18), new(2026, 5, 9)), April)),
            Proration.Of(100m, April, April),
            Proration.Of(100m, new(new(2026, 5, 1), new(2026, 5, 9)), April)));

    [Fact]
    public void A_minimum_adds_what_is_missing_to_it()
    {
        var minimum = new Minimum { Amount = 100m };

        Assert.Equal((32m, 0m, 0m), (minimum.TrueUp(68m), minimum.TrueUp(100m), minimum.TrueUp(185m)));
    }

    [Fact]
    public void A_discount_takes_a_share_of_a_prorated_charge_and_an_amount_in_full()
    {
        var prorated = Proration.Of(100m, new(new(2026, 4, 18), new(2026, 4, 30)), April);

        Assert.Equal(8.67m, Dollar.Round(new Discount { Rate = Percentage.FromPoints(20m) }.Off(prorated)));
        Assert.Equal(20m, new Discount { Rate = 20m }.Off(prorated));
        Assert.Equal(prorated, new Discount { Rate = 50m }.Off(prorated));
        Assert.Equal(0m, new Discount { Rate = 50m }.Off(-1m));
    }

    /// <summary>Two children of 40 units each reach the second tier together, and neither of them alone.</summary>
    [Theory]
    [InlineData(true, 100 + 10 + 45 + 30)]
    [InlineData(false, 10 + 20)]
    public void Rolled_up_usage_is_added_up_before_tiers_apply(bool rollsUp, int charge)
    {
        var price = new Price.Graduated
        {
            Id = "calls",
            Tiers = [new() { UpperBound = 50m, Rate = 2m, Fee = 10m }, new() { Rate = 1.5m, Fee = 30m }],
        };
        var schedule = new BillingSchedule { Id = "s-1", CustomerId = "parent", Prices = [price], RollsUpBilling = rollsUp };
        KeyValuePair<string, decimal>[] usage = [new("parent", 10m), new("child-1", 30m), new("child-2", 40m)];

        Assert.Equal(charge, schedule.ChargeUsage("calls", usage));
        Assert.Throws<ArgumentException>(() => schedule.ChargeUsage("other", usage));
    }
}
