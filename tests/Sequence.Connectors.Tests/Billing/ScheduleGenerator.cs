using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Sequence.Connectors.Tests;

/// <summary>Random schedules that keep every rule, and random edits of them.</summary>
internal static class ScheduleGenerator
{
    private static readonly Gen<decimal> Amount = Gen.Choose(1, 1_000_000).Select(cents => cents / 100m);
    private static readonly Gen<Rate> UnitRate = Gen.OneOf(
        Amount.Select(amount => (Rate)amount),
        Gen.Choose(1, 10_000).Select(points => (Rate)Percentage.FromPoints(points / 100m)));

    private static readonly Gen<BillingFrequency> Periods = Gen.Elements(
        BillingFrequency.Monthly, BillingFrequency.Quarterly, BillingFrequency.HalfYearly, BillingFrequency.Yearly);

    /// <summary>An edit: append a phase where the number is even, end a phase where it is odd; both numbers choose where.</summary>
    public sealed record Edit(int Which, int Days);

    /// <summary>A schedule of one to four phases and one to five prices.</summary>
    public static Gen<BillingSchedule> Schedule { get; } =
        from prices in Prices()
        from start in Gen.Choose(0, 1000).Select(days => new LocalDate(2025, 1, 1).PlusDays(days))
        from lengths in Gen.Choose(1, 400).ListOf(4)
        from count in Gen.Choose(1, 4)
        from isOpen in Gen.Elements(true, false)
        from day in Gen.Choose(0, 31)
        from phases in Phases(start, [.. lengths.Take(count)], isOpen, prices)
        select new BillingSchedule
        {
            Id = "s-1",
            CustomerId = "c-1",
            Status = ScheduleStatus.Active,
            StartDate = start,
            EndDate = phases[^1].EndDate,
            RecurrenceDayOfMonth = day == 0 ? null : day,
            Prices = [.. prices],
            Phases = [.. phases],
            TaxRates = prices.Select(price => new PriceTaxRate(price.Id, "t-1")).ToValueList(),
            CustomFields = [new("tier", "gold"), new("since", start)],
        };

    /// <summary>Up to eight edits.</summary>
    public static Gen<Edit[]> Edits { get; } =
        from edits in Gen.Choose(0, 7).SelectMany(which => Gen.Choose(-200, 200).Select(days => new Edit(which, days))).ListOf(8)
        select edits.ToArray();

    /// <summary>The schedule after an edit. An edit that a schedule has no room for is moved to where it has.</summary>
    public static BillingSchedule Apply(BillingSchedule schedule, Edit edit)
    {
        var last = schedule.Phases[^1];
        if (edit.Which % 2 == 0)
        {
            var start = last.EndDate?.PlusDays(1) ?? last.StartDate!.Value.PlusDays(1 + Math.Abs(edit.Days));
            var end = edit.Which == 0 ? start.PlusDays(30) : (LocalDate?)null;
            return schedule.AppendPhase(last with { Id = null, StartDate = start, EndDate = end });
        }

        var index = edit.Which % schedule.Phases.Count;
        var phase = schedule.Phases[index];
        var lastDay = (phase.EndDate ?? phase.StartDate!.Value).PlusDays(edit.Days);
        lastDay = LocalDate.Max(lastDay, phase.StartDate!.Value);
        var limit = index == schedule.Phases.Count - 1 ? lastDay : schedule.Phases[index + 1].EndDate?.PlusDays(-1) ?? lastDay;
        return schedule.EndPhase(index, LocalDate.Max(LocalDate.Min(lastDay, limit), phase.StartDate!.Value));
    }

    private static Gen<Price[]> Prices() =>
        from count in Gen.Choose(1, 5)
        from prices in Price().ListOf(count)
        select prices.Select((price, index) => price with { Id = $"p-{index}" }).ToArray();

    private static Gen<Price> Price() =>
        from price in Gen.OneOf(OneTime(), Fixed(), Linear(), Package(), Graduated(), Volume(), Seats())
        from frequency in Periods
        from advance in Gen.Elements(true, false)
        select price with
        {
            Name = "Price",
            Currency = Schedules.Euro,
            BillingFrequency = price.Kind == PriceKind.OneTime ? BillingFrequency.OneTime : frequency,
            BillingType = advance && !price.IsUsage ? BillingType.InAdvance : BillingType.InArrears,
        };

    private static Gen<Price> OneTime() => Amount.Select(amount => (Price)new Price.OneTime { Id = "", Amount = amount });

    private static Gen<Price> Fixed() => Amount.Select(amount => (Price)new Price.Fixed { Id = "", Amount = amount });

    private static Gen<Price> Linear() => UnitRate.Select(rate => (Price)new Price.Linear { Id = "", Rate = rate, UsageMetricId = "m" });

    private static Gen<Price> Package() =>
        from size in Gen.Choose(1, 1000)
        from amount in Amount
        select (Price)new Price.Package { Id = "", PackageSize = size, PricePerPackage = amount };

    private static Gen<Price> Graduated() => Tiers().Select(tiers => (Price)new Price.Graduated { Id = "", Tiers = tiers });

    private static Gen<Price> Volume() => Tiers().Select(tiers => (Price)new Price.Volume { Id = "", Tiers = tiers });

    private static Gen<Price> Seats() =>
        from amount in Amount
        from minimum in Gen.Choose(0, 50)
        from strategy in Gen.Elements(
            ProrationStrategy.UseMaximum,
            ProrationStrategy.ProrateIncrements,
            ProrationStrategy.ProrateAllChanges
        )
        select (Price)
            new Price.SeatBased
            {
                Id = "",
                PricePerSeat = amount,
                ContractedMinimum = minimum,
                Proration = strategy,
            };

    private static Gen<ValueList<PriceTier>> Tiers() =>
        from count in Gen.Choose(1, 4)
        from widths in Gen.Choose(1, 500).ListOf(count)
        from rates in UnitRate.ListOf(count)
        from fee in Amount
        select rates.Select((rate, index) => new PriceTier
        {
            UpperBound = index == count - 1 ? null : widths.Take(index + 1).Sum(),
            Rate = rate,
            Fee = index % 2 == 0 ? fee : null,
        }).ToValueList();

    private static Gen<Phase[]> Phases(LocalDate start, int[] lengths, bool isOpen, Price[] prices) =>
        from own in Gen.Choose(1, prices.Length).ListOf(lengths.Length)
        from amount in Amount
        from off in Gen.Choose(1, 100)
        from reset in Gen.Elements(
            RecurrencePreference.Unknown,
            RecurrencePreference.ContinueFromPreviousPhase,
            RecurrencePreference.Reset
        )
        select lengths
            .Select(
                (length, index) =>
                    Phase(
                        index,
                        start.PlusDays(lengths.Take(index).Sum()),
                        isOpen && index == lengths.Length - 1 ? null : length,
                        [.. prices.Take(own[index])]
                    ) with
                    {
                        Recurrence = reset,
                        Minimums = [new Minimum { Amount = amount, PriceIds = ["p-0"] }],
                        Discounts =
                        [
                            new Discount { Rate = Percentage.FromPoints(off) },
                            new Discount
                            {
                                Rate = amount,
                                PriceIds = ["p-0"],
                                IsSeparateLine = true,
                            },
                        ],
                        CreditGrants =
                        [
                            new CreditGrant
                            {
                                Id = $"g-{index}",
                                Unit = CreditUnit.Currency,
                                Currency = Schedules.Euro,
                                Amount = amount,
                            },
                        ],
                    }
            )
            .ToArray();

    private static Phase Phase(int index, LocalDate start, int? days, Price[] prices) => new()
    {
        Id = $"ph-{index}",
        StartDate = start,
        EndDate = days is { } length ? start.PlusDays(length - 1) : null,
        PriceIds = prices.Select(price => price.Id).ToValueList(),
    };
}
