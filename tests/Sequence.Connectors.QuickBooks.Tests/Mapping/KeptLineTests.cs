using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>QuickBooks replaces the lines of a document as a whole: what its users put on them, or beside them, stays.</summary>
public sealed class KeptLineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    [Trait("Trap", "quickbooks-6")]
    public async Task What_people_put_on_a_documents_lines_stays_when_its_lines_change(bool insists)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = (await world.WriteAsync(Two(60m), "1")).Target();
        var bundle = world.Company.Add("Item", new() { ["Name"] = "Starter bundle", ["Type"] = "Group" });
        Edit(world, made.ExternalId, lines =>
        {
            lines[0]["SalesItemLineDetail"]!["ClassRef"] = Reference("5000000000000000001");
            lines[0]["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = "901", ["TxnType"] = "Estimate" });
            return
            [
                Text("Second quarter"), lines[0], Shipping(12.50m), lines[1], Bundle(bundle, Item(world, 5m), Item(world, 6m)),
                Discount(10m),
            ];
        });

        var version = insists ? (string?)world.Company.Invoices.Find(made.ExternalId)!["SyncToken"] : null;
        var updated = Assert.IsType<WriteOutcome.Updated>(await WriteAsync(world, Two(70m), made with { Version = version }));

        Assert.Equal(
            ["DescriptionOnly", "SalesItemLineDetail 70", "SalesItemLineDetail 12.5", "SalesItemLineDetail 40", "GroupLineDetail 11",
                "DiscountLineDetail 13.35"],
            Lines(world, made.ExternalId).Select(Said)
        );
        var first = Lines(world, made.ExternalId)[1];
        Assert.Equal("5000000000000000001", (string?)first["SalesItemLineDetail"]!["ClassRef"]!["value"]);
        Assert.Equal("901", (string?)first["LinkedTxn"]![0]!["TxnId"]);
        var told = Assert.Single(updated.Notes, note => note.Path == nameof(Invoice.Lines));
        Assert.Contains("'Shipping' of 12.5", told.Message, StringComparison.Ordinal);
        Assert.Equal(["l1", "l2"], updated.Parts.Select(part => part.LocalId));

        // The ids still lead to the lines, so that a later change finds them.
        var again = Assert.IsType<WriteOutcome.Updated>(await WriteAsync(world, Two(80m), updated.Target(), revision: 3));
        Assert.Equal(
            [80m, 12.5m, 40m, 11m, 14.35m],
            Lines(world, again.ExternalId).Select(line => (decimal?)line["Amount"]).OfType<decimal>()
        );
    }

    [Fact]
    [Trait("Trap", "quickbooks-6")]
    public async Task A_line_that_the_host_took_out_goes_and_one_that_people_took_out_comes_back()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = (await world.WriteAsync(Two(60m), "1")).Target();
        Edit(world, made.ExternalId, lines => [lines[1], Shipping(12.50m)]);

        var both = Assert.IsType<WriteOutcome.Updated>(await WriteAsync(world, Two(60m), made with { Version = null }));
        Assert.Equal([60m, 40m, 12.5m], Lines(world, made.ExternalId).Select(line => (decimal)line["Amount"]!));

        var one = Two(60m);
        await WriteAsync(world, one with { Lines = [one.Lines[0]] }, both.Target(), revision: 3);
        Assert.Equal([60m, 12.5m], Lines(world, made.ExternalId).Select(line => (decimal)line["Amount"]!));
    }

    /// <summary>A line-level discount explains an amount; another amount is not explained by it any more.</summary>
    [Theory]
    [InlineData(60, true)]
    [InlineData(70, false)]
    public async Task What_explains_an_amount_stays_with_that_amount(int net, bool stays)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = (await world.WriteAsync(Two(60m), "1")).Target();
        Edit(world, made.ExternalId, lines =>
        {
            lines[0]["SalesItemLineDetail"]!["DiscountRate"] = 10m;
            return lines;
        });

        var updated = await WriteAsync(world, Two(net) with { Memo = "Thanks" }, made with { Version = null });

        Assert.Equal(stays, Lines(world, made.ExternalId)[0]["SalesItemLineDetail"]!["DiscountRate"] is not null);
        Assert.Equal(stays, updated.Notes.All(note => note.SystemPath != "SalesItemLineDetail.DiscountRate"));
    }

    /// <summary>An invoice that was linked by hand: its lines are known by what they say, then by their order.</summary>
    [Fact]
    public async Task Lines_whose_ids_nobody_told_are_known_by_what_they_say()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = (await world.WriteAsync(Two(60m), "1")).Target();
        var ids = Lines(world, made.ExternalId).Select(line => (string?)line["Id"]).ToList();
        var changed = Two(60m);

        var updated = await WriteAsync(
            world,
            changed with { Lines = [changed.Lines[1], changed.Lines[0] with { NetTotal = 65m }] },
            new() { ExternalId = made.ExternalId }
        );

        Assert.Equal([ids[1], ids[0]], updated.Target().Parts.Select(part => part.ExternalId));
        Assert.Equal([40m, 65m], Lines(world, made.ExternalId).Select(line => (decimal)line["Amount"]!));
    }

    [Fact]
    [Trait("Trap", "quickbooks-6")]
    public async Task Lines_that_cannot_be_told_apart_are_left_alone_and_that_is_told()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = (await world.WriteAsync(Two(60m), "1")).Target();
        Edit(world, made.ExternalId, lines => [.. lines, Shipping(12.50m)]);

        var refused = Assert.IsType<WriteOutcome.Rejected>(
            await WriteAsync(world, Two(70m), new() { ExternalId = made.ExternalId })
        );

        Assert.Equal("lines.unmatched", Assert.Single(refused.Problems).Code);
        Assert.Equal(3, Lines(world, made.ExternalId).Count);
    }

    /// <summary>The answer was lost, so that the line's id in QuickBooks is not known: it is not added again.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_line_that_a_lost_update_added_is_not_added_twice(bool insists)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var one = Two(60m);
        var made = (await world.WriteAsync(one with { Lines = [one.Lines[0]] }, "1")).Target();
        var update = world.Intent(one, "1", insists ? made : made with { Version = null }, revision: 2);
        world.QuickBooks.Faults.Add(new() { Kind = SimulatedFaultKind.CutAfterEffect, Resource = "batch", Times = 4 });
        var lost = Assert.IsType<WriteOutcome.Uncertain>(await world.Session.Invoices.WriteAsync(update, cancellationToken: Token));
        world.Clock.Advance(TimeSpan.FromMinutes(5));

        var found = await world.Session.Invoices.WriteAsync(update, new() { Unsettled = [lost.Attempt] }, Token);

        Assert.Equal(["l1", "l2"], Assert.IsType<WriteOutcome.Updated>(found).Parts.Select(part => part.LocalId));
        Assert.Equal(2, Lines(world, made.ExternalId).Count);
    }

    /// <summary>Reads are paid for: what changes no lines and no custom fields needs no look.</summary>
    [Fact]
    [Trait("Trap", "quickbooks-17")]
    public async Task Only_what_changes_lines_is_looked_at_first_and_all_of_it_at_once()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = new List<WriteTarget>();
        for (var i = 0; i < 3; i++)
        {
            made.Add((await world.WriteAsync(Two(60m) with { Id = $"inv-{i}", Number = $"INV-{i}" }, "1")).Target());
        }

        var before = world.QuickBooks.Usage.TotalRequests;
        await WriteAsync(world, Two(60m) with { Memo = "Thanks" }, made[0], fields: [nameof(Invoice.Memo)]);
        Assert.Equal(1, world.QuickBooks.Usage.TotalRequests - before);

        before = world.QuickBooks.Usage.TotalRequests;
        var intents = made.Select((target, i) => world.Intent(Two(70m) with { Id = $"inv-{i}", Number = $"INV-{i}" }, "1", target, 2));
        await foreach (var outcome in world.Session.Invoices.WriteAsync([.. intents.Skip(1)], cancellationToken: Token))
        {
            Assert.IsType<WriteOutcome.Updated>(outcome);
        }

        Assert.Equal(2, world.QuickBooks.Usage.TotalRequests - before);
    }

    private static Invoice Two(decimal first) => Published.Invoice() with
    {
        Lines =
        [
            new() { Id = "l1", Description = "Platform", NetTotal = first },
            new() { Id = "l2", Description = "Support", NetTotal = 40m },
        ],
    };

    private static Task<WriteOutcome> WriteAsync(
        QuickBooksWorld world, Invoice invoice, WriteTarget target, long revision = 2, ValueList<string>? fields = null) =>
        world.Session.Invoices.WriteAsync(
            world.Intent(invoice, "1", target, revision) with { Fields = fields },
            cancellationToken: Token
        );

    private static void Edit(QuickBooksWorld world, string id, Func<List<JsonObject>, IEnumerable<JsonObject>> change) =>
        world.Company.EditInvoice(
            id,
            new() { ["Line"] = new JsonArray([.. change(Lines(world, id)).Select(line => line.DeepClone())]) }
        );

    private static List<JsonObject> Lines(QuickBooksWorld world, string id) =>
        [.. world.Company.Invoices.Find(id)!["Line"]!.AsArray().OfType<JsonObject>()
            .Where(line => (string?)line["DetailType"] != "SubTotalLineDetail").Select(line => (JsonObject)line.DeepClone())];

    private static string Said(JsonObject line) =>
        FormattableString.Invariant($"{line["DetailType"]} {(decimal?)line["Amount"]:0.##}").Trim();

    private static JsonObject Reference(string id) => new() { ["value"] = id };

    private static JsonObject Text(string text) => new() { ["DetailType"] = "DescriptionOnly", ["Description"] = text };

    private static JsonObject Shipping(decimal amount) => new()
    {
        ["Amount"] = amount,
        ["Description"] = "Shipping",
        ["DetailType"] = "SalesItemLineDetail",
        ["SalesItemLineDetail"] = new JsonObject { ["ItemRef"] = Reference("SHIPPING_ITEM_ID"), ["TaxCodeRef"] = Reference("NON") },
    };

    private static JsonObject Item(QuickBooksWorld world, decimal amount) => new()
    {
        ["Amount"] = amount,
        ["DetailType"] = "SalesItemLineDetail",
        ["SalesItemLineDetail"] = new JsonObject { ["ItemRef"] = Reference(world.ServiceItem()) },
    };

    private static JsonObject Bundle(string bundle, params JsonNode[] lines) => new()
    {
        ["DetailType"] = "GroupLineDetail",
        ["GroupLineDetail"] = new JsonObject { ["GroupItemRef"] = Reference(bundle), ["Quantity"] = 1, ["Line"] = new JsonArray(lines) },
    };

    private static JsonObject Discount(decimal percent) => new()
    {
        ["DetailType"] = "DiscountLineDetail",
        ["DiscountLineDetail"] = new JsonObject { ["PercentBased"] = true, ["DiscountPercent"] = percent },
    };
}
