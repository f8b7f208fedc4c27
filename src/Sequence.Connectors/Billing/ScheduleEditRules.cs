namespace Sequence.Connectors;

/// <summary>
/// What may change in a schedule that runs: phases that are over are frozen; the current one may end on another day and bill
/// other prices in arrears; phases to come are free.
/// </summary>
internal static class ScheduleEditRules
{
    public static List<Problem> Check(BillingSchedule before, BillingSchedule after, LocalDate today)
    {
        var problems = new List<Problem>();
        if (before.Status is ScheduleStatus.Completed or ScheduleStatus.Cancelled)
        {
            problems.Add(
                Problems.Of(
                    "schedule.read_only",
                    nameof(before.Status),
                    $"The schedule is {before.Status} and cannot be changed.",
                    "Make a new one."
                )
            );
        }

        CheckFixed(before, after, problems);
        CheckPrices(before, after, problems);
        if (before.Status is ScheduleStatus.Active or ScheduleStatus.Suspended)
        {
            CheckPhases(before, after, today, problems);
        }

        return problems;
    }

    private static void CheckFixed(BillingSchedule before, BillingSchedule after, List<Problem> problems)
    {
        (string Name, bool Changed)[] fields =
        [
            (nameof(before.CustomerId), before.CustomerId != after.CustomerId),
            (nameof(before.Reference), before.Reference != after.Reference),
            (nameof(before.Label), before.Label != after.Label),
            (nameof(before.PaymentProvider), before.PaymentProvider != after.PaymentProvider),
            (nameof(before.ChargesAutomatically), before.ChargesAutomatically != after.ChargesAutomatically),
        ];
        foreach (var (name, _) in fields.Where(field => field.Changed))
        {
            problems.Add(
                Problems.Of(
                    "schedule.field.fixed",
                    name,
                    $"{name} of a schedule cannot be changed after it was created.",
                    "Make a new schedule."
                )
            );
        }
    }

    private static void CheckPrices(BillingSchedule before, BillingSchedule after, List<Problem> problems)
    {
        for (var i = 0; i < after.Prices.Count; i++)
        {
            var price = after.Prices[i];
            if (before.FindPrice(price.Id) is { } known && known with { Name = price.Name } != price)
            {
                problems.Add(
                    Problems.Of(
                        "price.fixed",
                        $"Prices[{i}]",
                        $"Of the price '{price.Id}' only the name can be changed.",
                        "Bill a new price in a phase to come."
                    )
                );
            }
        }
    }

    private static void CheckPhases(BillingSchedule before, BillingSchedule after, LocalDate today, List<Problem> problems)
    {
        for (var i = 0; i < before.Phases.Count && before.Phases[i].StartDate <= today; i++)
        {
            var (old, changed) = (before.Phases[i], i < after.Phases.Count ? after.Phases[i] : null);
            if (old.EndDate < today)
            {
                if (changed is null || WithoutIds(old) != WithoutIds(changed))
                {
                    problems.Add(
                        Problems.Of(
                            "phase.past.frozen",
                            $"Phases[{i}]",
                            $"The phase ended on {Problems.Text(old.EndDate)} and is frozen."
                        )
                    );
                }
            }
            else
            {
                CheckCurrent(before, after, i, problems);
            }
        }
    }

    private static void CheckCurrent(BillingSchedule before, BillingSchedule after, int index, List<Problem> problems)
    {
        var old = before.Phases[index];
        var changed = index < after.Phases.Count ? after.Phases[index] : null;
        if (changed is null || WithoutIds(old) != WithoutIds(changed with { EndDate = old.EndDate, PriceIds = old.PriceIds }))
        {
            problems.Add(Problems.Of(
                "phase.current.frozen",
                $"Phases[{index}]",
                "Of the current phase only the end date and the prices in arrears can be changed.",
                "End it, and give the terms to a phase to come."));
        }

        var swapped = changed is null ? [] : old.PriceIds.Except(changed.PriceIds).Union(changed.PriceIds.Except(old.PriceIds));
        foreach (var id in swapped.Where(id => (before.FindPrice(id) ?? after.FindPrice(id))?.BillingType != BillingType.InArrears))
        {
            problems.Add(
                Problems.Of(
                    "phase.current.price",
                    $"Phases[{index}].PriceIds",
                    $"The price '{id}' is not billed in arrears, so the current phase must keep to it as it is."
                )
            );
        }
    }

    // A system may give new ids to phases and their parts whenever a schedule is written.
    private static Phase WithoutIds(Phase phase) => phase with
    {
        Id = null,
        Minimums = phase.Minimums.Select(one => one with { Id = null }).ToValueList(),
        Discounts = phase.Discounts.Select(one => one with { Id = null }).ToValueList(),
        CreditGrants = phase.CreditGrants.Select(one => one with { Id = "" }).ToValueList(),
    };
}
