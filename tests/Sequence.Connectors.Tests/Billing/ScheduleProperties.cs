using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace Sequence.Connectors.Tests;

public sealed class ScheduleProperties
{
    private const int Cases = 200;

    [Fact]
    public void Schedules_keep_their_rules_through_edits() => Hold((schedule, edits) =>
    {
        Assert.Empty(BillingRules.Check(schedule));
        foreach (var edit in edits)
        {
            schedule = ScheduleGenerator.Apply(schedule, edit);
            Assert.Empty(BillingRules.Check(schedule));
        }
    });

    [Fact]
    public void Schedules_come_back_from_json_as_they_went() => Hold((schedule, edits) =>
    {
        var edited = edits.Aggregate(schedule, ScheduleGenerator.Apply);

        var json = JsonSerializer.Serialize(edited, ConnectorsJson.Default.BillingSchedule);

        Assert.Equal(edited, JsonSerializer.Deserialize(json, ConnectorsJson.Default.BillingSchedule));
    });

    [Fact]
    public void A_schedule_bills_on_no_day_twice_and_on_none_before_it_starts() => Hold((schedule, edits) =>
    {
        var edited = edits.Aggregate(schedule, ScheduleGenerator.Apply);

        var dates = InvoicePlan.Of(edited, edited.StartDate!.Value.PlusYears(3)).Select(invoice => invoice.Date).ToArray();

        Assert.Equal(dates.Distinct().Order(), dates);
        Assert.All(dates, date => Assert.True(date >= edited.StartDate));
    });

    [Fact]
    public void More_units_never_cost_less_but_in_volume_prices() => Hold((schedule, edits) =>
    {
        foreach (var price in schedule.Prices.Where(price => price.Kind != PriceKind.Volume))
        {
            var charges = edits.Select(edit => (decimal)Math.Abs(edit.Days)).Order().Select(units => price.Charge(units)).ToArray();
            Assert.Equal(charges.Order(), charges);
        }
    });

    private static void Hold(Action<BillingSchedule, ScheduleGenerator.Edit[]> law)
    {
        var cases = from schedule in ScheduleGenerator.Schedule from edits in ScheduleGenerator.Edits select (schedule, edits);
        Check.One(
            Config.QuickThrowOnFailure.WithMaxTest(Cases),
            Prop.ForAll(cases.ToArbitrary(), one => law(one.schedule, one.edits)));
    }
}
