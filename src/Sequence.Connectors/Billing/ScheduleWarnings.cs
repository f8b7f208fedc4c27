namespace Sequence.Connectors;

/// <summary>What a sound schedule will do that people may not expect.</summary>
internal static class ScheduleWarnings
{
    public static List<Problem> Of(BillingSchedule schedule, ScheduleContext context)
    {
        var warnings = new List<Problem>();
        WarnOfPast(schedule, context.Today, warnings);
        WarnOfPhasesOffTheGrid(schedule, warnings);
        WarnOfMinimumsWithoutUsage(schedule, warnings);
        if (schedule.TaxRates.Count > 0 && context.CustomerTaxStatus is TaxStatus.Exempt or TaxStatus.ReverseCharged)
        {
            warnings.Add(
                Problems.Of(
                    "schedule.tax_rate.unused",
                    nameof(schedule.TaxRates),
                    "The customer is exempt or accounts for the tax itself: no tax is added, whatever rates the prices have."
                )
            );
        }

        return warnings;
    }

    // A schedule that has run already has made the invoices of its past.
    private static void WarnOfPast(BillingSchedule schedule, LocalDate today, List<Problem> warnings)
    {
        if (
            schedule.StartDate >= today
            || schedule.Status is not (ScheduleStatus.Unknown or ScheduleStatus.Draft or ScheduleStatus.Pending)
        )
        {
            return;
        }

        var count = InvoicePlan.Of(schedule, today.PlusDays(-1)).Count;
        warnings.Add(
            Problems.Of(
                "schedule.start.past",
                nameof(schedule.StartDate),
                $"The schedule starts on {Problems.Text(schedule.StartDate)}, in the past: starting it makes {count} draft invoices for earlier days.",
                "Confirm it, or start the schedule later."
            )
        );
    }

    private static void WarnOfPhasesOffTheGrid(BillingSchedule schedule, List<Problem> warnings)
    {
        var grids = InvoicePlan.Grids(schedule);
        for (var i = 1; i < grids.Length; i++)
        {
            var phase = schedule.Phases[i];
            if (
                phase.Discounts.Count + phase.Minimums.Count > 0
                && phase.StartDate is { } start
                && IsWithinAPeriod(schedule, phase, grids[i], start)
            )
            {
                warnings.Add(
                    Problems.Of(
                        "phase.start.off_period",
                        $"Phases[{i}].StartDate",
                        $"The phase starts on {Problems.Text(start)}, within a billing period; discounts and minimums are meant for whole periods.",
                        "Start it with a period, or restart the periods with it."
                    )
                );
            }
        }
    }

    // Of a price whose charge is known beforehand, a minimum is only another price.
    private static void WarnOfMinimumsWithoutUsage(BillingSchedule schedule, List<Problem> warnings)
    {
        for (var i = 0; i < schedule.Phases.Count; i++)
        {
            var phase = schedule.Phases[i];
            for (var j = 0; j < phase.Minimums.Count; j++)
            {
                var named = phase.Minimums[j].PriceIds;
                var others = (named.Count == 0 ? phase.PriceIds : named).Where(id => !schedule.FindPrice(id)!.IsUsage).ToList();
                if (others.Count > 0 && (named.Count > 0 || others.Count == phase.PriceIds.Count))
                {
                    warnings.Add(
                        Problems.Of(
                            "minimum.price.not_usage",
                            $"Phases[{i}].Minimums[{j}].PriceIds",
                            $"The minimum counts charges that are not for usage: {string.Join(", ", others)}.",
                            "Restrict it to prices for usage."
                        )
                    );
                }
            }
        }
    }

    private static bool IsWithinAPeriod(BillingSchedule schedule, Phase phase, BillingGrid grid, LocalDate start) =>
        phase.PriceIds.Any(id => grid.PeriodOf(start, schedule.FindPrice(id)!.BillingFrequency) is { } period && period.Start != start);
}
