using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>How a product of the host becomes an item: mapped, or made.</summary>
public sealed class ProductTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-24")]
    public async Task A_product_becomes_an_item_and_lines_are_booked_to_it()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var product = new Product
        {
            Id = "seats",
            Name = "Seats: annual",
            Sku = "S-1",
            Description = "A seat for a year",
            UnitPrice = 120m,
            LedgerAccountId = "sales",
            Taxable = false,
        };

        var made = Assert.IsType<WriteOutcome.Created>(await WriteAsync(world, product));
        var line = Published.Invoice().Lines[0] with { ProductId = "seats" };
        var invoice = await world.Session.Invoices.WriteAsync(
            world.Intent(Published.Invoice() with { Lines = [line] }, "1") with
            {
                References = References.To<Customer>(Published.CustomerId, "1").And<Product>("seats", made.ExternalId),
            },
            cancellationToken: Token);

        var item = world.Company.Documents("Item").Find(made.ExternalId)!;
        Assert.Equal(("Seats- annual", "Service", 120m), ((string?)item["Name"], (string?)item["Type"], (decimal)item["UnitPrice"]!));
        Assert.Contains(made.Notes, note => note is { Kind: MappingNoteKind.Coerced, Path: "Name" });
        var sold = world.Company.Invoices.Find(invoice.Target().ExternalId)!["Line"]![0]!["SalesItemLineDetail"]!["ItemRef"]!["value"];
        Assert.Equal(made.ExternalId, (string?)sold);
    }

    [Fact]
    [Trait("Behaviour", "S1-24")]
    public async Task A_product_that_is_neither_made_nor_mapped_is_named()
    {
        await using var world = await QuickBooksWorld.StartAsync(settings: given => given);
        var line = Published.Invoice().Lines[0] with { ProductId = "seats" };
        var invoice = Published.Invoice() with { Lines = [line] };

        var problem = Assert.Single(Assert.IsType<WriteOutcome.Rejected>(await world.WriteAsync(invoice, "1")).Problems);
        await world.ConfigureAsync(given => given.With("items.seats", world.ServiceItem()));
        var mapped = await world.WriteAsync(invoice, "1");

        Assert.Equal("item.unmapped", problem.Code);
        Assert.Contains("'seats'", problem.Message, StringComparison.Ordinal);
        Assert.Contains("items.seats", problem.Fix, StringComparison.Ordinal);
        Assert.IsType<WriteOutcome.Created>(mapped);
    }

    [Fact]
    [Trait("Behaviour", "S1-10")]
    public async Task Each_tenant_maps_its_products_by_itself()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var items = world
            .Company.Documents("Item")
            .Where(item => (string?)item["Type"] == "Service")
            .Select(item => (string)item["Id"]!)
            .Take(2)
            .ToArray();
        var twin = world.QuickBooks.AddCompany(world.Company.Profile);
        var other = (await world.ConnectAsync("tenant-2", twin))[0];
        await world.ConfigureAsync(given => given.With("items.seats", items[0]));
        var store = world.Services.GetRequiredService<IConnectionStore>();
        await store.TryReplaceAsync(other with { Settings = other.Settings.With("items.seats", items[1]) }, Token);
        var invoice = Published.Invoice() with { Lines = [Published.Invoice().Lines[0] with { ProductId = "seats" }] };

        var first = await world.WriteAsync(invoice, "1");
        var session = await world.Connectors.OpenAsync(other.Id, Token);
        var second = await session.Invoices.WriteAsync(world.Intent(invoice, "1") with { Key = "other" }, cancellationToken: Token);

        Assert.Equal(items[0], ItemOf(world.Company.Invoices.Find(first.Target().ExternalId)!));
        Assert.Equal(items[1], ItemOf(twin.Invoices.Find(second.Target().ExternalId)!));
    }

    [Fact]
    public async Task A_product_without_an_account_is_refused_until_one_is_set()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var product = new Product { Id = "seats", Name = "Seats" };

        var problem = Assert.Single(Assert.IsType<WriteOutcome.Rejected>(await WriteAsync(world, product)).Problems);
        await world.ConfigureAsync(given => given.With("products.income_account", Income(world)));

        Assert.Equal("account.unmapped", problem.Code);
        Assert.IsType<WriteOutcome.Created>(await WriteAsync(world, product));
    }

    [Fact]
    public async Task A_name_that_another_item_has_is_taken()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var taken = (string)world.Company.Documents("Item").First()["Name"]!;

        var rejected = Assert.IsType<WriteOutcome.Rejected>(
            await WriteAsync(
                world,
                new()
                {
                    Id = "seats",
                    Name = taken,
                    LedgerAccountId = "sales",
                }
            )
        );

        var problem = Assert.Single(rejected.Problems);
        Assert.Equal(("name.taken", "Another item in QuickBooks has this name."), (problem.Code, problem.Message));
    }

    private static string? ItemOf(JsonObject invoice) => (string?)invoice["Line"]![0]!["SalesItemLineDetail"]!["ItemRef"]!["value"];

    private static string Income(QuickBooksWorld world) =>
        (string)world.Company.Documents("Account").First(account => (string?)account["AccountType"] == "Income")["Id"]!;

    private static Task<WriteOutcome> WriteAsync(QuickBooksWorld world, Product product) => world.Session.Products.WriteAsync(
        world.Intent(product, "1") with { References = References.To<LedgerAccount>("sales", Income(world)) }, cancellationToken: Token);
}
