using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>How a product of the host becomes an item: mapped, or made.</summary>
public sealed class ProductTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-24")]
    public async Task A_product_becomes_an_item_by_its_code_and_lines_are_booked_to_it()
    {
        await using var world = await XeroWorld.StartAsync(settings: given => given);
        var product = Seats() with { Description = "A seat for a year", UnitPrice = 120.1234m, LedgerAccountId = "sales" };
        var intent = world.Intent(product) with { References = References.To<LedgerAccount>("sales", world.AccountId("210")) };

        var made = Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(intent));
        var line = Published.Invoice().Lines[0] with { ProductId = "seats" };
        var sale = world.Intent(Published.Invoice() with { Lines = [line] });
        var invoice = await world.WriteAsync(sale with { References = sale.References.And<Product>("seats", made.ExternalId) });

        var item = world.Organisation.Documents("Item").Find(made.ExternalId)!;
        Assert.Equal(
            ("S-1", "Seats", 120.1234m, "210", false),
            ((string?)item["Code"], (string?)item["Name"], (decimal)item["SalesDetails"]!["UnitPrice"]!,
                (string?)item["SalesDetails"]!["AccountCode"], (bool)item["IsPurchased"]!)
        );
        var sold = world.Organisation.Invoices.Find(invoice.Target().ExternalId)!["LineItems"]![0]!;
        Assert.Equal(("S-1", "210"), ((string?)sold["ItemCode"], (string?)sold["AccountCode"]));
    }

    [Fact]
    [Trait("Behaviour", "S1-24")]
    public async Task A_product_that_names_no_account_is_named()
    {
        await using var world = await XeroWorld.StartAsync(settings: given => given);

        var problem = (await world.WriteAsync(world.Intent(Seats()))).Problem();
        await world.ConfigureAsync(given => given.With("accounts.seats", world.AccountId("210")));

        Assert.Equal("account.unmapped", problem.Code);
        Assert.Contains("'Seats'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("accounts.seats", problem.Fix, StringComparison.Ordinal);
        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(world.Intent(Seats())));
    }

    [Fact]
    public async Task A_code_that_another_item_has_is_taken_whatever_fits()
    {
        await using var world = await XeroWorld.StartAsync();
        var theirs = world.Organisation.Save("Item", new JsonObject { ["Code"] = "S-1", ["Name"] = "Seats" });
        world.Clock.Advance(TimeSpan.FromMinutes(5));

        var problem = (await world.WriteAsync(
            world.Intent(Seats()), world.Context with { IsLinked = (_, _) => new(false) })).Problem();

        Assert.Equal(("name.taken", "Sku"), (problem.Code, problem.Path));
        Assert.Single(world.Organisation.Documents("Item"), item => (string?)item["Code"] == "S-1");
        Assert.Null(world.Organisation.Documents("Item").Find(theirs)!["SalesDetails"]);
    }

    [Fact]
    public async Task An_update_leaves_what_people_did_to_an_item()
    {
        await using var world = await XeroWorld.StartAsync();
        var made = (await world.WriteAsync(world.Intent(Seats() with { UnitPrice = 10m }))).Target();
        world.Organisation.Save("Item", new JsonObject
        {
            ["ItemID"] = made.ExternalId,
            ["Code"] = "S-1",
            ["InventoryAssetAccountCode"] = "630",
            ["PurchaseDetails"] = new JsonObject { ["COGSAccountCode"] = "310", ["UnitPrice"] = 4m },
            ["SalesDetails"] = new JsonObject { ["UnitPrice"] = 10m, ["AccountCode"] = "260", ["TaxType"] = "ZERORATED" },
        });
        var changed = Seats() with { Name = "Chairs", UnitPrice = 12m };

        var updated = await world.WriteAsync(world.Intent(changed, made, revision: 2) with { Fields = ["Name", "UnitPrice"] });

        Assert.IsType<WriteOutcome.Updated>(updated);
        var item = world.Organisation.Documents("Item").Find(made.ExternalId)!;
        Assert.Equal(
            ("Chairs", true, "310", 12m, "260", "ZERORATED"),
            ((string?)item["Name"], (bool)item["IsTrackedAsInventory"]!, (string?)item["PurchaseDetails"]!["COGSAccountCode"],
                (decimal)item["SalesDetails"]!["UnitPrice"]!, (string?)item["SalesDetails"]!["AccountCode"],
                (string?)item["SalesDetails"]!["TaxType"])
        );
        Assert.Equal("Chairs", (await world.Session.Products.FindAsync(made.ExternalId, Stop))!.Name);
    }

    [Theory]
    [InlineData(SimulatedFaultKind.CutAfterEffect, 1)]
    [InlineData(SimulatedFaultKind.CutAfterEffect, 6)]
    [InlineData(SimulatedFaultKind.ServerErrorAfterEffect, 6)]
    [InlineData(SimulatedFaultKind.CutBeforeEffect, 6)]
    public async Task Each_item_stands_once_whatever_becomes_of_the_answer(SimulatedFaultKind kind, int times)
    {
        await using var world = await XeroWorld.StartAsync();
        await world.Session.Products.ReadAllAsync(cancellationToken: Stop).ToListAsync(Stop);
        world.Xero.Faults.Add(new()
        {
            Kind = kind,
            Resource = "items",
            Times = times,
            When = request => request.Operation == "create",
        });

        var outcomes = await world.WriteUntilKnownAsync([world.Intent(Seats())]);

        var made = Assert.IsType<WriteOutcome.Created>(Assert.Single(outcomes.Values));
        Assert.Equal(made.ExternalId, (string?)world.Organisation.Documents("Item").FindBy("Code", "S-1")!["ItemID"]);
    }

    [Fact]
    public async Task An_item_is_deleted_for_good_unless_its_stock_is_tracked_and_a_line_no_longer_names_it()
    {
        await using var world = await XeroWorld.StartAsync();
        var made = (await world.WriteAsync(world.Intent(Seats()))).Target();
        var tracked = world.Organisation.Save("Item", new JsonObject
        {
            ["Code"] = "BOX",
            ["InventoryAssetAccountCode"] = "630",
            ["PurchaseDetails"] = new JsonObject { ["COGSAccountCode"] = "310" },
        });
        var invoice = world.Intent(Published.Invoice() with { Lines = [Published.Invoice().Lines[0] with { ProductId = "seats" }] }) with
        {
            References = References.To<Customer>(Published.CustomerId, world.ContactId).And<Product>("seats", made.ExternalId),
        };
        Assert.Empty((await world.Session.Records<Invoice>().PlanAsync([invoice], Stop)).Outcomes);

        var gone = await world.WriteAsync(world.Intent(Seats(), made, verb: WriteVerb.Delete));
        var again = await world.WriteAsync(world.Intent(Seats(), made, revision: 2, verb: WriteVerb.Delete));
        var refused = await world.WriteAsync(world.Intent(Seats(), new() { ExternalId = tracked }, revision: 3, verb: WriteVerb.Delete));

        Assert.IsType<WriteOutcome.Updated>(gone);
        Assert.IsType<WriteOutcome.Unchanged>(again);
        Assert.Contains("tracked as inventory", refused.Problem().Message, StringComparison.Ordinal);
        Assert.Equal("reference.gone", (await world.WriteAsync(invoice)).Problem().Code);
        Assert.Null(world.Organisation.Documents("Item").Find(made.ExternalId));
        Assert.NotNull(world.Organisation.Documents("Item").Find(tracked));
    }

    [Theory]
    [InlineData(SimulatedFaultKind.CutAfterEffect)]
    [InlineData(SimulatedFaultKind.CutBeforeEffect)]
    [InlineData(SimulatedFaultKind.ServerErrorAfterEffect)]
    public async Task A_deletion_whose_answer_was_lost_is_known_in_the_end(SimulatedFaultKind kind)
    {
        await using var world = await XeroWorld.StartAsync();
        var made = (await world.WriteAsync(world.Intent(Seats()))).Target();
        var intent = world.Intent(Seats(), made, verb: WriteVerb.Delete);
        world.Xero.Faults.Next(kind, resource: "items");
        Assert.IsType<WriteOutcome.Uncertain>(await world.WriteAsync(intent));

        var settled = await world.WriteAsync(intent, world.Context with { SettleOnly = true });
        var outcomes = await world.WriteUntilKnownAsync([intent]);

        Assert.Equal(kind == SimulatedFaultKind.CutBeforeEffect, settled is WriteOutcome.Uncertain);
        Assert.IsAssignableFrom<WriteOutcome.Settled>(outcomes[intent.Key]);
        Assert.Null(world.Organisation.Documents("Item").Find(made.ExternalId));
    }

    private static Product Seats() => new() { Id = "seats", Sku = "S-1", Name = "Seats" };
}
