namespace Sequence.Connectors;

/// <summary>What a billing schedule must keep. Problems forbid, warnings only tell; each list gives all reasons at once.</summary>
public static class BillingRules
{
    /// <summary>The problems that show in the schedule itself; empty when there are none.</summary>
    public static IReadOnlyList<Problem> Check(BillingSchedule schedule)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        var problems = new List<Problem>();
        CheckHead(schedule, problems);
        PriceRules.Check(schedule.Prices, problems);
        PhaseRules.Check(schedule.Phases, schedule.Prices, problems);
        CheckEdges(schedule, problems);
        CheckTaxRates(schedule, problems);
        return problems;
    }

    /// <summary>The problems that show in the schedule, and those that show only beside its customer.</summary>
    public static IReadOnlyList<Problem> Check(BillingSchedule schedule, ScheduleContext context)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        ArgumentNullException.ThrowIfNull(context);
        return schedule.RollsUpBilling && context.CustomerIsParent == false
            ?
            [
                .. Check(schedule),
                Problems.Of(
                    "schedule.roll_up.not_parent",
                    nameof(BillingSchedule.RollsUpBilling),
                    "The schedule rolls up billing, but its customer has no children.",
                    "Bill the parent, or turn the roll-up off."),
            ]
            : Check(schedule);
    }

    /// <summary>
    /// What is allowed but deserves a confirmation, such as a start in the past; empty when nothing does, or when the schedule
    /// has problems.
    /// </summary>
    public static IReadOnlyList<Problem> Warn(BillingSchedule schedule, ScheduleContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Check(schedule).Count > 0 ? [] : ScheduleWarnings.Of(schedule, context);
    }

    /// <summary>The problems of changing a schedule: those of the changed one, and what may not change any more.</summary>
    /// <param name="before">The schedule as it stands.</param>
    /// <param name="after">The schedule as it shall be.</param>
    /// <param name="today">The day of today in the account's zone: phases that ended before are over, the one that holds it is
    /// the current one.</param>
    public static IReadOnlyList<Problem> CheckEdit(BillingSchedule before, BillingSchedule after, LocalDate today)
    {
        ArgumentNullException.ThrowIfNull(before);
        return [.. Check(after), .. ScheduleEditRules.Check(before, after, today)];
    }

    private static void CheckHead(BillingSchedule schedule, List<Problem> problems)
    {
        if (string.IsNullOrEmpty(schedule.CustomerId))
        {
            problems.Add(Problems.Of("schedule.customer.missing", nameof(schedule.CustomerId), "The schedule names no customer."));
        }

        if (schedule.StartDate is null)
        {
            problems.Add(Problems.Of("schedule.start.missing", nameof(schedule.StartDate), "The schedule has no start date."));
        }

        if (schedule.EndDate < schedule.StartDate)
        {
            problems.Add(Problems.Of(
                "schedule.dates.reversed",
                nameof(schedule.EndDate),
                $"The schedule ends on {Problems.Text(schedule.EndDate)}, before it starts on {Problems.Text(schedule.StartDate)}."));
        }

        if (schedule.RecurrenceDayOfMonth is < 1 or > 31)
        {
            problems.Add(Problems.Of(
                "schedule.recurrence_day.invalid",
                nameof(schedule.RecurrenceDayOfMonth),
                $"{schedule.RecurrenceDayOfMonth} is no day of a month; billing periods begin on a day from 1 to 31.",
                "Use 31 for the last day of every month."));
        }

        if (schedule.Phases.Count == 0)
        {
            problems.Add(
                Problems.Of(
                    "schedule.phases.missing",
                    nameof(schedule.Phases),
                    "The schedule has no phase.",
                    "Give it one, if need be without prices."
                )
            );
        }
    }

    private static void CheckEdges(BillingSchedule schedule, List<Problem> problems)
    {
        if (schedule.Phases.Count == 0)
        {
            return;
        }

        var (first, last) = (schedule.Phases[0], schedule.Phases[^1]);
        if (first.StartDate is { } start && schedule.StartDate is { } begins && start != begins)
        {
            problems.Add(Problems.Of(
                "phase.start.differs",
                "Phases[0].StartDate",
                $"The first phase starts on {Problems.Text(start)}, the schedule on {Problems.Text(begins)}; both start on one day."));
        }

        if (last.EndDate != schedule.EndDate)
        {
            problems.Add(
                Problems.Of(
                    "phase.end.differs",
                    $"Phases[{schedule.Phases.Count - 1}].EndDate",
                    $"The last phase ends on {Problems.Text(last.EndDate)}, the schedule on {Problems.Text(schedule.EndDate)}; both end on one day, or both are open."
                )
            );
        }
    }

    private static void CheckTaxRates(BillingSchedule schedule, List<Problem> problems)
    {
        for (var i = 0; i < schedule.TaxRates.Count; i++)
        {
            if (schedule.FindPrice(schedule.TaxRates[i].PriceId) is null)
            {
                problems.Add(Problems.Of(
                    "schedule.tax_rate.price.unknown",
                    $"TaxRates[{i}].PriceId",
                    $"A tax rate is given for the price '{schedule.TaxRates[i].PriceId}', which the schedule does not have."));
            }
        }
    }
}
