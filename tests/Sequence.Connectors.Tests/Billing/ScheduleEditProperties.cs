using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Sequence.Connectors.Tests;

/// <summary>Random edits of random schedules meet the check of edits, each on a day of its own.</summary>
public sealed class ScheduleEditProperties
{
    private const int Cases = 200;
    private static readonly ScheduleEdit[] All = [.. ScheduleEdit.Allowed, .. ScheduleEdit.Frozen, .. ScheduleEdit.Refused];

    [Fact]
    public void What_may_be_changed_passes_and_leaves_a_schedule_that_keeps_its_rules() => Hold((schedule, steps) =>
    {
        foreach (var (today, place, days, pick) in steps)
        {
            var edit = ScheduleEdit.Allowed[pick % ScheduleEdit.Allowed.Count];
            if (edit.Make(schedule, today, place, days) is { } after)
            {
                Assert.Equal((edit.Name, ""), (edit.Name, Text(BillingRules.CheckEdit(schedule, after, today))));
                schedule = after;
            }
        }

        Assert.Empty(BillingRules.Check(schedule));
    });

    [Fact]
    public void A_change_of_a_phase_that_is_over_is_always_refused() => AllAreRefused(ScheduleEdit.Frozen);

    [Fact]
    public void What_may_not_be_changed_always_gives_its_problem_and_leaves_the_schedule_as_it_was() => AllAreRefused(ScheduleEdit.Refused);

    [Fact]
    public void Nothing_of_a_schedule_that_is_over_can_be_changed() => Hold((schedule, steps) =>
    {
        var over = schedule with { Status = steps.Length % 2 == 0 ? ScheduleStatus.Completed : ScheduleStatus.Cancelled };
        foreach (var (today, place, days, pick) in steps)
        {
            if (ScheduleEdit.Allowed[pick % ScheduleEdit.Allowed.Count].Make(over, today, place, days) is { } after)
            {
                Assert.Contains("schedule.read_only", BillingRules.CheckEdit(over, after, today).Select(problem => problem.Code));
            }
        }
    });

    /// <summary>Refused and allowed edits in turn: what was refused has left nothing behind.</summary>
    [Fact]
    public void A_schedule_keeps_its_rules_through_edits_of_all_kinds() => Hold((schedule, steps) =>
    {
        foreach (var (today, place, days, pick) in steps.OrderBy(step => step.Today))
        {
            var edit = All[pick % All.Length];
            if (edit.Make(schedule, today, place, days) is { } after)
            {
                var problems = BillingRules.CheckEdit(schedule, after, today);
                Assert.Equal((edit.Name, edit.Problem is null), (edit.Name, problems.Count == 0));
                schedule = problems.Count == 0 ? after : schedule;
            }

            Assert.Empty(BillingRules.Check(schedule));
        }
    });

    /// <summary>A property that never meets what it speaks of would hold of anything.</summary>
    [Fact]
    public void Every_kind_of_edit_and_of_price_is_met()
    {
        var met = new HashSet<string>(StringComparer.Ordinal);
        var seen = new HashSet<object>();
        foreach (var (schedule, steps) in Runs().Sample(Cases, new Rnd(20261122UL, 1UL), 50))
        {
            seen.UnionWith(schedule.Prices.Select(price => (object)price.Kind));
            seen.UnionWith(schedule.Prices.Select(price => (object)price.BillingFrequency));
            seen.UnionWith(schedule.Phases.SelectMany(phase => phase.CreditGrants).Select(grant => (object)grant.Unit));
            seen.Add(schedule.RollsUpBilling);
            foreach (var (today, place, days, _) in steps)
            {
                met.UnionWith(
                    All.Where(edit => edit.Make(schedule, today, place, days) is { } after && after != schedule).Select(edit => edit.Name));
            }
        }

        Assert.Equal(All.Select(edit => edit.Name).Order(), met.Order());
        object[] wanted =
        [
            .. Enum.GetValues<PriceKind>().Where(kind => kind != 0).Cast<object>(),
            .. Enum.GetValues<BillingFrequency>().Where(frequency => frequency != BillingFrequency.Unknown).Cast<object>(),
            CreditUnit.Currency, CreditUnit.Metric, true, false,
        ];
        Assert.Empty(wanted.Except(seen));
    }

    [Fact]
    public void A_schedule_that_rolls_up_is_for_a_parent_only() => Hold((schedule, _) =>
    {
        var context = new ScheduleContext { Today = schedule.StartDate!.Value };
        Assert.Empty(BillingRules.Check(schedule, context with { CustomerIsParent = true }));
        Assert.Equal(
            schedule.RollsUpBilling ? ["schedule.roll_up.not_parent"] : (string[])[],
            BillingRules.Check(schedule, context with { CustomerIsParent = false }).Select(problem => problem.Code));
    });

    private static void AllAreRefused(IReadOnlyList<ScheduleEdit> edits) => Hold((schedule, steps) =>
    {
        var asItWas = JsonSerializer.Serialize(schedule, ConnectorsJson.Default.BillingSchedule);
        foreach (var (today, place, days, _) in steps)
        {
            foreach (var edit in edits)
            {
                if (edit.Make(schedule, today, place, days) is { } after)
                {
                    var codes = BillingRules.CheckEdit(schedule, after, today).Select(problem => problem.Code).ToArray();
                    Assert.True(codes.Contains(edit.Problem), $"{edit}: {string.Join(", ", codes)}");
                }
            }
        }

        Assert.Equal(asItWas, JsonSerializer.Serialize(schedule, ConnectorsJson.Default.BillingSchedule));
    });

    // The days reach from before a schedule starts to after its last phase.
    private static Gen<(BillingSchedule Schedule, Step[] Steps)> Runs() =>
        from schedule in ScheduleGenerator.Schedule
        from steps in (
            from offset in Gen.Choose(-100, 1200)
            from place in Gen.Choose(0, 50)
            from days in Gen.Choose(0, 200)
            from pick in Gen.Choose(0, 1000)
            select new Step(schedule.StartDate!.Value.PlusDays(offset), place, days, pick)
        ).ListOf(8)
        select (schedule, steps.ToArray());

    private static void Hold(Action<BillingSchedule, Step[]> law) => Check.One(
        Config.QuickThrowOnFailure.WithMaxTest(Cases),
        Prop.ForAll(Runs().ToArbitrary(), one => law(one.Schedule, one.Steps)));

    private static string Text(IEnumerable<Problem> problems) => string.Join(", ", problems);

    private sealed record Step(LocalDate Today, int Where, int Days, int Pick);
}
