using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>A number that is taken: what is ours is found again, and nobody else's document is written over or counted as made.</summary>
public sealed class TakenNumberTests
{
    [Theory]
    [InlineData("DRAFT")]
    [InlineData("VOIDED")]
    [Trait("Trap", "6 Upserts by POST with a clashing InvoiceNumber and silently overwrites somebody's draft invoice")]
    public async Task A_draft_or_a_voided_invoice_that_fits_in_every_way_is_no_invoice_of_ours(string status)
    {
        await using var world = await XeroWorld.StartAsync();
        var theirs = Save(world, status == "DRAFT" ? status : "AUTHORISED");
        if (status == "VOIDED")
        {
            world.Organisation.VoidInvoice(theirs);
        }

        var problem = (await world.WriteAsync(world.Intent(Published.Invoice()))).Problem();

        Assert.Equal("number.taken", problem.Code);
        Assert.Contains(theirs, problem.Link!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Equal(status, (string?)Assert.Single(world.Organisation.Invoices)["Status"]);
    }

    [Theory]
    [InlineData(SimulatedFaultKind.CutBeforeEffect)]
    [InlineData(SimulatedFaultKind.CutAfterEffect)]
    [Trait("Trap", "6 Upserts by POST with a clashing InvoiceNumber and silently overwrites somebody's draft invoice")]
    public async Task An_invoice_of_ours_that_is_linked_to_another_record_is_not_written_over(SimulatedFaultKind fault)
    {
        await using var world = await XeroWorld.StartAsync();
        var old = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target();
        var other = world.Intent(Published.Invoice(net: 77m) with { Id = "another" });
        world.Xero.Faults.Add(new() { Kind = fault, Times = 4, Resource = "invoices", Operation = "create" });
        Assert.IsType<WriteOutcome.Uncertain>(await world.WriteAsync(other));

        var outcomes = await world.WriteUntilKnownAsync([other]);

        Assert.Equal("number.taken", outcomes[other.Key].Problem().Code);
        var stands = Assert.Single(world.Organisation.Invoices);
        Assert.Equal((old.ExternalId, 100m), ((string?)stands["InvoiceID"], (decimal)stands["Total"]!));
    }

    [Fact]
    [Trait("Trap", "6 Upserts by POST with a clashing InvoiceNumber and silently overwrites somebody's draft invoice")]
    public async Task An_invoice_of_ours_with_other_amounts_is_not_written_over_though_it_is_linked_to_nothing()
    {
        await using var world = await XeroWorld.StartAsync();
        await world.WriteAsync(world.Intent(Published.Invoice()));
        world.Unlink();
        var other = world.Intent(Published.Invoice(net: 77m) with { Id = "another" });
        world.Xero.Faults.Next(SimulatedFaultKind.CutBeforeEffect, times: 6, resource: "invoices");

        var first = await world.WriteAsync(other);
        world.Clock.Advance(TimeSpan.FromMinutes(10));
        var second = await world.WriteAsync(other);

        Assert.IsType<WriteOutcome.Uncertain>(first);
        Assert.Contains("Link the two by hand", Assert.IsType<WriteOutcome.Uncertain>(second).Reason, StringComparison.Ordinal);
        Assert.Equal(100m, (decimal)Assert.Single(world.Organisation.Invoices)["Total"]!);
    }

    [Fact]
    [Trait("Behaviour", "X-1")]
    public async Task What_was_made_is_told_though_the_taker_of_another_s_number_cannot_be_looked_up()
    {
        await using var world = await XeroWorld.StartAsync();
        Save(world, "AUTHORISED");
        var (taken, free) = (world.Intent(Published.Invoice(net: 5m)), world.Intent(Published.Invoice("inv-2")));
        world.Xero.Faults.Add(
            new() { Kind = SimulatedFaultKind.TooManyRequestsOfDay, Resource = "invoices", Operation = "list" }
        );

        var outcomes = await world.WriteAsync([taken, free]);

        Assert.IsType<WriteOutcome.Created>(outcomes.Single(outcome => outcome.IntentKey == free.Key));
        Assert.IsType<WriteOutcome.Uncertain>(outcomes.Single(outcome => outcome.IntentKey == taken.Key));
    }

    [Fact]
    [Trait("Behaviour", "X-5")]
    [Trait("Trap", "14 Matches contacts by Name only: duplicates, archived or merged contacts")]
    public async Task A_name_that_is_taken_leads_to_the_contact_that_has_it()
    {
        await using var world = await XeroWorld.StartAsync();
        world.Organisation.AddContact("Fault & Sons \"West\"");

        var problem = (await world.WriteAsync(world.Intent(Published.Customer(name: "FAULT & sons")))).Problem();

        Assert.Equal("name.taken", problem.Code);
        Assert.Contains(world.ContactId, problem.Link!.AbsoluteUri, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SimulatedFaultKind.CutBeforeEffect)]
    [InlineData(SimulatedFaultKind.CutAfterEffect)]
    [Trait("Behaviour", "X-2")]
    public async Task Two_equal_uses_of_a_credit_note_are_two_whatever_becomes_of_an_answer(SimulatedFaultKind fault)
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target().ExternalId;
        var note = (await world.WriteAsync(world.Intent(Published.CreditMemo()))).Target().ExternalId;
        var first = await world.WriteAsync(world.Application("ap-1", note, invoice, 10m));
        var again = world.Application("ap-2", note, invoice, 10m);
        world.Xero.Faults.Next(fault, resource: "allocations");

        var second = (await world.WriteUntilKnownAsync([again]))[again.Key];

        Assert.NotEqual(first.Target().ExternalId, second.Target().ExternalId);
        Assert.Equal([10m, 10m], Allocations(world, note));
    }

    [Fact]
    [Trait("Behaviour", "X-2")]
    public async Task Two_equal_uses_whose_answers_were_both_lost_are_both_found()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = (await world.WriteAsync(world.Intent(Published.Invoice()))).Target().ExternalId;
        var note = (await world.WriteAsync(world.Intent(Published.CreditMemo()))).Target().ExternalId;
        var intents = new[] { world.Application("ap-1", note, invoice, 10m), world.Application("ap-2", note, invoice, 10m) };
        world.Xero.Faults.Next(SimulatedFaultKind.CutAfterEffect, times: 2, resource: "allocations");

        var outcomes = await world.WriteUntilKnownAsync(intents);

        Assert.Equal(2, outcomes.Values.Select(outcome => outcome.Target().ExternalId).Distinct().Count());
        Assert.Equal([10m, 10m], Allocations(world, note));
    }

    private static IEnumerable<decimal> Allocations(XeroWorld world, string note) =>
        ((JsonArray)world.Organisation.CreditNotes.Find(note)!["Allocations"]!).Select(one => (decimal)one!["Amount"]!);

    private static string Save(XeroWorld world, string status) =>
        world.Organisation.Save(
            "Invoice",
            new JsonObject
            {
                ["Type"] = "ACCREC",
                ["InvoiceNumber"] = "INV-1",
                ["Contact"] = new JsonObject { ["ContactID"] = world.ContactId },
                ["Status"] = status,
                ["Date"] = "2026-03-02",
                ["DueDate"] = "2026-04-01",
                ["LineAmountTypes"] = "NoTax",
                ["LineItems"] = new JsonArray(
                    new JsonObject
                    {
                        ["Description"] = "Platform",
                        ["Quantity"] = 1,
                        ["UnitAmount"] = 100m,
                        ["AccountCode"] = "200",
                    }
                ),
            }
        );
}
