using NodaTime;

namespace Sequence.Connectors.Tests;

/// <summary>One way to change a schedule that runs.</summary>
/// <param name="Name">What it does, in a word or two.</param>
/// <param name="Problem">The code of the problem that it gives; null for an edit that is allowed.</param>
/// <param name="Make">The changed schedule, by the day of today and two numbers that choose where and how much; null where the
/// schedule has no room for the edit.</param>
internal sealed record ScheduleEdit(string Name, string? Problem, Func<BillingSchedule, LocalDate, int, int, BillingSchedule?> Make)
{
    private static readonly Price.Linear Extra = Schedules.Calls with { Id = "extra" };

    /// <summary>What may be changed.</summary>
    public static IReadOnlyList<ScheduleEdit> Allowed { get; } =
    [
        new("append a phase", null, Append),
        new("end a phase on another day", null, End),
        new("bill a price in arrears in the current phase", null, ToggleArrears),
        OfComing("other terms", (phase, days) =>
            phase with { Minimums = [], CreditGrants = [], Discounts = [new() { Rate = Percentage.FromPoints(1 + (days % 100)) }] }),
        OfComing("other prices", (phase, _) =>
            phase with { Minimums = [], CreditGrants = [], Discounts = [], PriceIds = ["p-0"] }),
        new("drop the last phase to come", null, DropLast),
        new("rename a price", null, (schedule, _, place, days) =>
            schedule.WithPrice(place % schedule.Prices.Count, price => price with { Name = $"Price {days}" })),
        new("other words", null, (schedule, _, _, days) => schedule with
        {
            Memo = $"Memo {days}", PurchaseOrderNumber = $"PO-{days}", DueDays = days, CustomFields = [new("tier", "silver")],
        }),
        new("new ids of phases", null, (schedule, _, _, days) => schedule with
        {
            Phases = schedule.Phases.Select((phase, index) => phase with { Id = $"n-{days}-{index}" }).ToValueList(),
        }),
    ];

    /// <summary>Changes of a phase that is over, all refused.</summary>
    public static IReadOnlyList<ScheduleEdit> Frozen { get; } =
    [
        OfPast("its name", phase => phase with { Name = "Changed" }),
        OfPast("its contract", phase => phase with { ContractReference = null }),
        OfPast("its discounts", phase => phase with { Discounts = [.. phase.Discounts, new() { Rate = 1m }] }),
        OfPast("its minimums", phase => phase with { Minimums = [.. phase.Minimums, new() { Amount = 1m }] }),
        OfPast("the amount of a grant", phase => phase with
        {
            CreditGrants = [.. phase.CreditGrants, new() { Id = "g-9", Unit = CreditUnit.Metric, MetricId = "m", Amount = 1m }],
        }),
        OfPast("its prices", phase => phase with { PriceIds = [.. phase.PriceIds, phase.PriceIds[0]] }),
        OfPast("its periods", phase => phase with
        {
            Recurrence = phase.Recurrence == RecurrencePreference.Reset
                ? RecurrencePreference.ContinueFromPreviousPhase
                : RecurrencePreference.Reset,
        }),
        new("end a phase that is over later", "phase.past.frozen", (schedule, today, place, days) =>
            Past(schedule, today, place) is not { } index ? null
            : index == schedule.Phases.Count - 1 ? schedule.EndPhase(index, schedule.Phases[index].EndDate!.Value.PlusDays(1 + days))
            : schedule.Phases[index + 1] is { } next && next.EndDate is { } limit && limit <= next.StartDate ? null
            : schedule.EndPhase(index, schedule.Phases[index].EndDate!.Value.PlusDays(1))),
        new("drop a phase that is over", "phase.past.frozen", (schedule, today, place, _) =>
            Past(schedule, today, place) is { } index ? Without(schedule, index) : null),
    ];

    /// <summary>What else may not be changed, or leaves a schedule that keeps no rules.</summary>
    public static IReadOnlyList<ScheduleEdit> Refused { get; } =
    [
        new("other terms in the current phase", "phase.current.frozen", (schedule, today, _, _) =>
            Change(schedule, Current(schedule, today), phase => phase with { Discounts = [.. phase.Discounts, new() { Rate = 1m }] })),
        new("start the current phase earlier", "phase.current.frozen", (schedule, today, _, days) =>
            Change(schedule, Current(schedule, today), phase => phase with { StartDate = phase.StartDate!.Value.PlusDays(-1 - days) })),
        new("drop the current phase", "phase.current.frozen", (schedule, today, _, _) =>
            Current(schedule, today) is { } index ? Without(schedule, index) : null),
        new("bill a price in advance in the current phase", "phase.current.price", (schedule, today, _, _) =>
            Change(
                schedule with { Prices = [.. schedule.Prices, Schedules.Platform] }, Current(schedule, today),
                phase => phase with { PriceIds = [.. phase.PriceIds, Schedules.Platform.Id] })),
        new("another customer", "schedule.field.fixed", (schedule, _, _, days) => schedule with { CustomerId = $"c-{days + 2}" }),
        new("another reference", "schedule.field.fixed", (schedule, _, _, days) => schedule with { Reference = $"R-{days + 2}" }),
        new("another label", "schedule.field.fixed", (schedule, _, _, _) => schedule with { Label = null }),
        new("another provider", "schedule.field.fixed", (schedule, _, _, _) => schedule with { PaymentProvider = "other" }),
        new("charge by itself or not", "schedule.field.fixed", (schedule, _, _, _) =>
            schedule with { ChargesAutomatically = !(schedule.ChargesAutomatically ?? false) }),
        OfPrice("another product of a price", "price.fixed", price => price with { ProductId = "other" }),
        OfPrice("another currency of a price", "price.fixed", price => price with { Currency = CurrencyCode.Parse("USD") }),
        OfNewPrice("a second currency", "price.currency.differs", Extra with { Id = "x", Currency = CurrencyCode.Parse("USD") }),
        OfNewPrice("usage in advance", "price.usage.in_advance", Extra with { Id = "x", BillingType = BillingType.InAdvance }),
        OfNewPrice(
            "a fee on demand", "price.on_demand.not_usage",
            Schedules.Platform with { Id = "x", BillingFrequency = BillingFrequency.OnDemand }),
        OfNewPrice("a price of an id that is taken", "price.id.duplicate", Extra with { Id = "p-0" }),
        OfNewPrice(
            "tiers out of order", "price.tiers.order",
            new Price.Graduated
            {
                Id = "x", Currency = Schedules.Euro, BillingFrequency = BillingFrequency.Monthly, BillingType = BillingType.InArrears,
                Tiers = [new() { UpperBound = 50m }, new() { UpperBound = 50m }, new()],
            }),
        OfPhase("a gap", "phase.gap", (phase, index) =>
            index == 0 || phase.EndDate == phase.StartDate ? null : phase with { StartDate = phase.StartDate!.Value.PlusDays(1) }),
        OfPhase("an overlap", "phase.overlap", (phase, index) =>
            index == 0 ? null : phase with { StartDate = phase.StartDate!.Value.PlusDays(-1) }),
        OfPhase("an end before the start", "phase.dates.reversed", (phase, _) =>
            phase with { EndDate = phase.StartDate!.Value.PlusDays(-1) }),
        OfPhase("a price that is not there", "phase.price.unknown", (phase, _) => phase with { PriceIds = [.. phase.PriceIds, "nobody"] }),
        OfPhase("more than a whole off", "discount.percentage.range", (phase, _) =>
            phase with { Discounts = [new() { Rate = Percentage.FromPoints(101m) }] }),
        OfPhase("a discount of nothing", "discount.amount.missing", (phase, _) => phase with { Discounts = [new() { Rate = 0m }] }),
        OfPhase("a minimum of nothing", "minimum.amount.missing", (phase, _) => phase with { Minimums = [new()] }),
        OfPhase("units of no metric", "grant.metric.missing", (phase, _) =>
            phase with { CreditGrants = [new() { Id = "g", Unit = CreditUnit.Metric, Amount = 1m }] }),
        OfPhase("credit in another currency", "grant.currency.differs", (phase, _) => phase with
        {
            CreditGrants = [new() { Id = "g", Unit = CreditUnit.Currency, Currency = CurrencyCode.Parse("USD"), Amount = 1m }],
        }),
        OfPhase("terms of a price that the phase does not bill", "restriction.price.unknown", (phase, _) =>
            phase with { Discounts = [new() { Rate = 1m, PriceIds = ["nobody"] }] }),
        new("an end that is not the last phase's", "phase.end.differs", (schedule, _, _, days) =>
            schedule with { EndDate = (schedule.EndDate ?? schedule.StartDate!.Value).PlusDays(1 + days) }),
        new("no end within", "phase.end.missing", (schedule, _, place, _) =>
            schedule.Phases.Count == 1
                ? null
                : schedule.WithPhase(place % (schedule.Phases.Count - 1), phase => phase with { EndDate = null })),
        new("a tax rate of no price", "schedule.tax_rate.price.unknown", (schedule, _, _, _) =>
            schedule with { TaxRates = [.. schedule.TaxRates, new("nobody", "t-1")] }),
        new("no day of a month", "schedule.recurrence_day.invalid", (schedule, _, _, days) =>
            schedule with { RecurrenceDayOfMonth = days % 2 == 0 ? 0 : 32 + days }),
    ];

    public override string ToString() => Name;

    private static ScheduleEdit OfComing(string what, Func<Phase, int, Phase> change) => new(
        $"{what} in a phase to come", null,
        (schedule, today, place, days) => Change(schedule, Coming(schedule, today, place), phase => change(phase, days)));

    private static ScheduleEdit OfPast(string what, Func<Phase, Phase> change) => new(
        $"{what} in a phase that is over", "phase.past.frozen",
        (schedule, today, place, _) => Change(schedule, Past(schedule, today, place), change));

    private static ScheduleEdit OfPhase(string what, string problem, Func<Phase, int, Phase?> change) => new(
        what, problem,
        (schedule, _, place, _) => place % schedule.Phases.Count is var index && change(schedule.Phases[index], index) is { } changed
            ? schedule.WithPhase(index, _ => changed)
            : null);

    private static ScheduleEdit OfPrice(string what, string problem, Func<Price, Price> change) =>
        new(what, problem, (schedule, _, place, _) => schedule.WithPrice(place % schedule.Prices.Count, change));

    private static ScheduleEdit OfNewPrice(string what, string problem, Price price) =>
        new(what, problem, (schedule, _, _, _) => schedule with { Prices = [.. schedule.Prices, price] });

    private static BillingSchedule? Append(BillingSchedule schedule, LocalDate today, int place, int days)
    {
        var last = schedule.Phases[^1];
        var start = last.EndDate?.PlusDays(1) ?? LocalDate.Max(today, last.StartDate!.Value).PlusDays(1 + days);
        return schedule.AppendPhase(last with { Id = null, StartDate = start, EndDate = place % 2 == 0 ? start.PlusDays(30) : null });
    }

    private static BillingSchedule? End(BillingSchedule schedule, LocalDate today, int place, int days)
    {
        var index = place % schedule.Phases.Count;
        var phase = schedule.Phases[index];
        var first = LocalDate.Max(today, phase.StartDate!.Value);
        var limit = index == schedule.Phases.Count - 1 ? null : schedule.Phases[index + 1].EndDate?.PlusDays(-1);
        return phase.EndDate < today || limit < first ? null
            : schedule.EndPhase(index, LocalDate.Min(first.PlusDays(days), limit ?? LocalDate.MaxIsoValue));
    }

    private static BillingSchedule? ToggleArrears(BillingSchedule schedule, LocalDate today, int place, int days) => Change(
        schedule.FindPrice(Extra.Id) is null ? schedule with { Prices = [.. schedule.Prices, Extra] } : schedule,
        Current(schedule, today),
        phase => phase with
        {
            PriceIds = phase.PriceIds.Contains(Extra.Id)
                ? phase.PriceIds.Where(id => id != Extra.Id).ToValueList()
                : [.. phase.PriceIds, Extra.Id],
        });

    private static BillingSchedule? DropLast(BillingSchedule schedule, LocalDate today, int place, int days) =>
        schedule.Phases.Count == 1 || schedule.Phases[^1].StartDate <= today
            ? null
            : Without(schedule, schedule.Phases.Count - 1) with { EndDate = schedule.Phases[^2].EndDate };

    private static BillingSchedule Without(BillingSchedule schedule, int index) =>
        schedule with { Phases = schedule.Phases.Where((_, each) => each != index).ToValueList() };

    private static BillingSchedule? Change(BillingSchedule schedule, int? index, Func<Phase, Phase> change) =>
        index is { } at ? schedule.WithPhase(at, change) : null;

    private static int? Current(BillingSchedule schedule, LocalDate today) => Chosen(schedule, phase => phase.Contains(today), 0);

    private static int? Past(BillingSchedule schedule, LocalDate today, int place) =>
        Chosen(schedule, phase => phase.EndDate < today, place);

    private static int? Coming(BillingSchedule schedule, LocalDate today, int place) =>
        Chosen(schedule, phase => phase.StartDate > today, place);

    private static int? Chosen(BillingSchedule schedule, Func<Phase, bool> isMeant, int place)
    {
        var meant = Enumerable.Range(0, schedule.Phases.Count).Where(index => isMeant(schedule.Phases[index])).ToArray();
        return meant.Length == 0 ? null : meant[place % meant.Length];
    }
}
