using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>
/// A day is the organisation's day: not that of Greenwich, and not that of the machine, be it a day ahead or a day behind. The
/// tests change the zone of the machine, and run alone.
/// </summary>
[Collection(nameof(ZoneOfMachine))]
public sealed class DayTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>Zone of the organisation, moment by Greenwich, the organisation's day then, zone of the machine.</summary>
    public static TheoryData<string, string, string, string> Edges
    {
        get
        {
            var edges = new TheoryData<string, string, string, string>();
            foreach (var machine in (string[])["UTC", "Pacific/Tongatapu", "Pacific/Honolulu"])
            {
                edges.Add("TONGASTANDARDTIME", "2026-03-03T11:30:00Z", "2026-03-04", machine);
                edges.Add("HAWAIIANSTANDARDTIME", "2026-03-03T09:30:00Z", "2026-03-02", machine);
            }

            return edges;
        }
    }

    [Theory]
    [MemberData(nameof(Edges))]
    [Trait("Trap", "10 Parses /Date()/ to local time: invoices shift by a day; or sends DateTime with an offset")]
    public async Task What_people_enter_at_the_edge_of_their_day_is_of_that_day(string zone, string moment, string day, string machine)
    {
        using var local = new ZoneOfMachine(machine);
        await using var world = await StartAsync(zone, moment);
        var invoice = world.Organisation.Save(
            "Invoice",
            new JsonObject
            {
                ["Type"] = "ACCREC",
                ["Contact"] = new JsonObject { ["ContactID"] = world.ContactId },
                ["Status"] = "AUTHORISED",
                ["DueDate"] = day,
                ["LineItems"] = new JsonArray(new JsonObject { ["Description"] = "Theirs", ["UnitAmount"] = 10m, ["AccountCode"] = "200" }),
            }
        );
        var payment = world.Organisation.ReceivePayment(invoice, 5m);

        var found = (await world.Session.Invoices.FindAsync(invoice, Stop))!;
        var listed = Assert.Single(await world.Session.Invoices.ReadAllAsync(cancellationToken: Stop).ToListAsync(Stop));
        var paid = (await world.Session.Payments.FindAsync(payment, Stop))!;

        Assert.Equal([Day(day), Day(day), Day(day)], [found.IssueDate, found.DueDate, listed.IssueDate]);
        Assert.Equal(Day(day), paid.Date);
    }

    [Theory]
    [MemberData(nameof(Edges))]
    [Trait("Trap", "10 Parses /Date()/ to local time: invoices shift by a day; or sends DateTime with an offset")]
    public async Task What_the_host_dates_at_the_edge_of_a_day_is_of_that_day(string zone, string moment, string day, string machine)
    {
        using var local = new ZoneOfMachine(machine);
        await using var world = await StartAsync(zone, moment);
        var lockedUntil = Day(day)!.Value.PlusDays(-1);
        world.Organisation.Change(profile => profile with { PeriodLockDate = lockedUntil.ToDateOnly() });
        var invoice = Published.Invoice() with { IssueDate = Day(day), DueDate = Day(day) };

        var made = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(invoice));
        var locked = await world.WriteAsync(
            world.Intent(Published.Invoice("inv-2") with { IssueDate = lockedUntil, DueDate = Day(day) }));
        var paid = await world.WriteAsync(world.Paying(Published.Payment("pay-1", ("inv-1", 5m)) with { Date = Day(day) }, made));

        var stands = world.Organisation.Invoices.Find(made.ExternalId)!;
        Assert.Equal(($"{day}T00:00:00", $"{day}T00:00:00"), ((string?)stands["DateString"], (string?)stands["DueDateString"]));
        Assert.Equal((Day(day), Day(day)), (((Invoice)made.Current!).IssueDate, ((Invoice)made.Current).DueDate));
        Assert.Equal("books.closed", locked.Problem().Code);
        Assert.Equal(Day(day), ((Payment)((WriteOutcome.Settled)paid).Current!).Date);
        Assert.Empty(world.Xero.Usage.Violations);
    }

    private static async Task<XeroWorld> StartAsync(string zone, string moment)
    {
        var world = await XeroWorld.StartAsync(XeroOrganisationProfile.NewZealand with { SampleData = false, TimeZone = zone });
        world.Clock.Advance(
            DateTimeOffset.Parse(moment, System.Globalization.CultureInfo.InvariantCulture) - world.Clock.GetUtcNow());
        return world;
    }

    private static LocalDate? Day(string text) => NodaTime.Text.LocalDatePattern.Iso.Parse(text).Value;
}
