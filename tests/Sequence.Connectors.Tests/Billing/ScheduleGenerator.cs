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

    private static readonly Gen<bool> Flags = Gen.Elements(true, false);

    private static readonly Gen<BillingFrequency> Periods = Gen.Elements(
        BillingFrequency.Monthly, BillingFrequency.Quarterly, BillingFrequency.HalfYearly, BillingFrequency.Yearly);

    private static readonly Gen<Recurrence> Refreshes = Gen.Elements(
        Recurrence.None, Recurrence.Monthly, Recurrence.Quarterly, Recurrence.HalfYearly, Recurrence.Yearly);

    /// <summary>An edit: append a phase where the number is even, end a phase where it is odd; both numbers choose where.</summary>
    public sealed record Edit(int Which, int Days);

    /// <summary>A schedule of one to four phases and one to seven prices, of every structure and frequency, with every term.</summary>
    public static Gen<BillingSchedule> Schedule { get; } =
        from prices in Prices()
        from start in Gen.Choose(0, 1000).Select(days => new LocalDate(2025, 1, 1).PlusDays(days))
        from lengths in Gen.Choose(1, 400).ListOf(4)
        from count in Gen.Choose(1, 4)
        from isOpen in Flags
        from day in Gen.Choose(0, 31)
        from phases in Phases(start, [.. lengths.Take(count)], isOpen, prices)
        from rollsUp in Flags
        from charges in Gen.Elements<bool?>(null, true, false)
        select new BillingSchedule
        {
            Id = "s-1",
            CustomerId = "c-1",
            QuoteId = rollsUp ? "q-1" : null,
            DealId = isOpen ? "d-1" : null,
            ContractId = "k-1",
            Label = "gold",
            Status = ScheduleStatus.Active,
            StartDate = start,
            EndDate = phases[^1].EndDate,
            FirstBillingDate = isOpen ? start : null,
            RecurrenceDayOfMonth = day == 0 ? null : day,
            Prices = [.. prices],
            Phases = [.. phases],
            TaxRates = prices.Select(price => new PriceTaxRate(price.Id, "t-1")).ToValueList(),
            IssuesInvoices = isOpen,
            RollsUpBilling = rollsUp,
            DueDays = day == 0 ? null : day,
            PurchaseOrderNumber = "PO-1",
            Reference = "R-1",
            Memo = "Thank you",
            PaymentProvider = charges is null ? null : "stripe",
            ChargesAutomatically = charges,
            AttachmentIds = isOpen ? ["a-1", "a-2"] : [],
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
        from count in Gen.Choose(1, 7)
        from prices in Price().ListOf(count)
        select prices
            .Select((price, index) => price with { Id = $"p-{index}", ListPriceId = index % 2 == 0 ? null : $"lp-{index}" })
            .ToArray();

    private static Gen<Price> Price() =>
        from price in Gen.OneOf(OneTime(), Fixed(), Linear(), Package(), Graduated(), Volume(), Seats())
        from frequency in price.IsUsage
            ? Gen.OneOf(Periods, Gen.Elements(BillingFrequency.OnDemand, BillingFrequency.PerEvent))
            : Periods
        from advance in Flags
        select price with
        {
            Name = "Price",
            ProductId = $"prod-{price.Kind}",
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
        select (Price)new Price.Package { Id = "", PackageSize = size, PricePerPackage = amount, UsageMetricId = "m" };

    private static Gen<Price> Graduated() =>
        from tiers in Tiers()
        from mode in Gen.Elements(UsageCalculationMode.BillingPeriod, UsageCalculationMode.Cumulative, UsageCalculationMode.Periodic)
        select (Price)new Price.Graduated { Id = "", Tiers = tiers, UsageMetricId = "m", CalculationMode = mode };

    private static Gen<Price> Volume() =>
        from tiers in Tiers()
        from least in Amount
        from more in Amount
        select (Price)
            new Price.Volume
            {
                Id = "",
                Tiers = tiers.Select(tier => tier with { MinimumCharge = least, MaximumCharge = least + more }).ToValueList(),
                UsageMetricId = "m",
            };

    private static Gen<Price> Seats() =>
        from amount in Amount
        from tiers in Tiers()
        from hasTiers in Flags
        from minimum in Gen.Choose(0, 50)
        from strategy in Gen.Elements(
            ProrationStrategy.UseMaximum,
            ProrationStrategy.ProrateIncrements,
            ProrationStrategy.ProrateAllChanges
        )
        from overage in Refreshes
        select (Price)
            new Price.SeatBased
            {
                Id = "",
                PricePerSeat = amount,
                Tiers = hasTiers ? tiers : [],
                ContractedMinimum = minimum,
                Proration = strategy,
                ProratesFees = hasTiers,
                OverageFrequency = overage,
                SeatMetricId = "seats",
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
        from terms in Terms().ListOf(lengths.Length)
        select lengths
            .Select((length, index) => Phase(
                index,
                start.PlusDays(lengths.Take(index).Sum()),
                isOpen && index == lengths.Length - 1 ? null : length,
                [.. prices.Take(own[index])],
                terms[index]
            ))
            .ToArray();

    private static Gen<PhaseTerms> Terms() =>
        from amount in Amount
        from off in Gen.Choose(1, 100)
        from reset in Gen.Elements(
            RecurrencePreference.Unknown,
            RecurrencePreference.ContinueFromPreviousPhase,
            RecurrencePreference.Reset
        )
        from refresh in Refreshes
        from rollover in Gen.Elements(CreditRollover.None, CreditRollover.OnRefresh, CreditRollover.OnRefreshAndPhase)
        from seats in Gen.Elements<SeatDiscountScope?>(
            null, SeatDiscountScope.IncludedSeats, SeatDiscountScope.OverageSeats, SeatDiscountScope.AllSeats)
        select new PhaseTerms(amount, off, reset, refresh, rollover, seats);

    private static Phase Phase(int index, LocalDate start, int? days, Price[] prices, PhaseTerms terms)
    {
        // Minimums are for usage, and scopes of seats for prices of seats.
        var usage = prices.Where(price => price.IsUsage).Select(price => price.Id).Take(1).ToValueList();
        var seats = prices.Where(price => price.Kind == PriceKind.SeatBased).Select(price => price.Id).ToValueList();
        return new()
        {
            Id = $"ph-{index}",
            Name = index == 0 ? null : $"Year {index}",
            ContractReference = $"C-{index}",
            StartDate = start,
            EndDate = days is { } length ? start.PlusDays(length - 1) : null,
            PriceIds = prices.Select(price => price.Id).ToValueList(),
            ListPriceIds = ["lp-1"],
            PriceIdsOutsideArr = [prices[0].Id],
            Recurrence = terms.Recurrence,
            Minimums = usage.Count == 0 ? [] : [new Minimum { Id = $"m-{index}", Amount = terms.Amount, PriceIds = usage }],
            Discounts =
            [
                new Discount { Rate = Percentage.FromPoints(terms.Off), Message = "Welcome" },
                new Discount
                {
                    Rate = terms.Amount,
                    PriceIds = seats.Count == 0 ? ["p-0"] : seats,
                    IsSeparateLine = true,
                    SeatScope = seats.Count == 0 ? null : terms.Seats,
                },
            ],
            CreditGrants = [Money(index, terms), Units(index, terms)],
        };
    }

    private static CreditGrant Money(int index, PhaseTerms terms) => new()
    {
        Id = $"g-{index}",
        Name = "Welcome",
        Unit = CreditUnit.Currency,
        Currency = Schedules.Euro,
        Amount = terms.Amount,
        Cost = terms.Amount / 2m,
        TaxRateId = "t-1",
        Refresh = terms.Refresh,
        Rollover = terms.Rollover,
        PriceIds = ["p-0"],
    };

    private static CreditGrant Units(int index, PhaseTerms terms) => new()
    {
        Id = $"u-{index}",
        Unit = CreditUnit.Metric,
        MetricId = "m",
        Amount = terms.Off,
        Refresh = terms.Refresh,
        Rollover = terms.Rollover,
        EffectiveDate = new(2026, 1, 1),
        ExpiryDate = new LocalDate(2026, 1, 1).PlusDays(terms.Off),
    };

    private sealed record PhaseTerms(
        decimal Amount, int Off, RecurrencePreference Recurrence, Recurrence Refresh, CreditRollover Rollover, SeatDiscountScope? Seats);
}
