using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class LineTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("3", "33.33", "99.99", "3", "33.33", false)]
    [InlineData("3", "33.333333", "100", "1", "100", true)]
    [InlineData("1234567", "0.00012", "148.15", "1", "148.15", true)]
    [InlineData("4", null, "100", "1", "100", true)]
    [InlineData(null, "100", "100", "1", "100", false)]
    [InlineData(null, null, "100", "1", "100", false)]
    [InlineData("-1", "10", "-10", "-1", "10", false)]
    [Trait("Trap", "quickbooks-13")]
    public async Task The_net_total_is_the_truth(
        string? quantity,
        string? price,
        string net,
        string sentQuantity,
        string sentPrice,
        bool isNoted
    )
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var line = new InvoiceLine
        {
            Id = "l2",
            Description = "Usage",
            Quantity = Number(quantity),
            UnitPrice = Number(price),
            NetTotal = Number(net),
        };
        var invoice = Published.Invoice() with
        {
            Lines =
            [
                new()
                {
                    Id = "l1",
                    Description = "Base",
                    NetTotal = 20m,
                },
                line,
            ],
        };
        var made = Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(invoice, "1"));
        var detail = Lines(world, made)[1]!["SalesItemLineDetail"]!;
        Assert.Equal((Number(sentQuantity), Number(sentPrice)), ((decimal)detail["Qty"]!, (decimal)detail["UnitPrice"]!));
        Assert.Equal(Number(net), (decimal)Lines(world, made)[1]!["Amount"]!);
        Assert.Equal(isNoted, made.Notes.Any(note => note.Path == "Lines[1].UnitPrice"));
    }

    [Fact]
    [Trait("Trap", "quickbooks-13")]
    public async Task A_discount_is_sent_below_zero_and_that_is_told()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var lines = Published
            .Invoice()
            .Lines.Append(
                new()
                {
                    Id = "l2",
                    Kind = InvoiceLineKind.Discount,
                    Description = "Loyalty",
                    NetTotal = -15m,
                }
            );
        var made = await world.WriteAsync(Published.Invoice() with { Lines = lines.ToValueList(), TaxTotal = 0m }, "1");
        Assert.Equal(85m, (decimal)world.Company.Invoices.Find(made.Target().ExternalId)!["TotalAmt"]!);
        Assert.Contains(made.Notes, note => note is { Kind: MappingNoteKind.Coerced, Path: "Lines[1].Kind" });
    }

    [Fact]
    public async Task Lines_keep_their_ids_when_they_change_places()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        ValueList<InvoiceLine> lines =
        [
            new() { Id = "a", Description = "First", NetTotal = 10m }, new() { Id = "b", Description = "Second", NetTotal = 20m },
            new() { Id = "c", Kind = InvoiceLineKind.Text, Description = "Remark" },
        ];
        var made = await world.WriteAsync(Published.Invoice() with { Lines = lines }, "1");
        var ids = made.Target().Parts.ToDictionary(part => part.LocalId, part => part.ExternalId);
        Assert.Equal(3, ids.Count);

        ValueList<InvoiceLine> moved =
        [
            lines[1] with
            {
                Description = null,
            },
            new()
            {
                Id = "d",
                Description = "New",
                NetTotal = 5m,
            },
            lines[0],
        ];
        var update = world.Intent(Published.Invoice() with { Lines = moved }, "1", made.Target(), revision: 2) with
        {
            Base = Published.Invoice() with { Lines = lines },
        };
        var changed = await world.Session.Invoices.WriteAsync(update, cancellationToken: Token);
        var after = changed.Target().Parts.ToDictionary(part => part.LocalId, part => part.ExternalId);
        Assert.Equal((ids["a"], ids["b"]), (after["a"], after["b"]));
        Assert.DoesNotContain(after["d"], ids.Values);
        var read = (await world.Session.Invoices.FindAsync(made.Target().ExternalId, Token))!;
        Assert.Equal([after["b"], after["d"], after["a"]], read.Lines.Select(line => line.Id));
        Assert.Equal([null, "New", "First"], read.Lines.Select(line => QuickBooksValues.Filled(line.Description)));
    }

    [Theory]
    [InlineData("JPY", "1500")]
    [InlineData("EUR", "99.95")]
    public async Task Amounts_of_a_currency_arrive_as_they_are(string currency, string net)
    {
        await using var world = await QuickBooksWorld.StartAsync(
            QuickBooksCompanyProfile.UnitedStates with
            {
                MultiCurrency = true,
            }
        );
        var customer = world.Company.AddCustomer(
            new JsonObject
            {
                ["DisplayName"] = "Abroad",
                ["CurrencyRef"] = new JsonObject { ["value"] = currency },
            }
        );
        var made = await world.WriteAsync(
            Published.Invoice(net: Number(net)!.Value, currency: currency) with
            {
                TaxTotal = 0m,
                ExchangeRate = 0.25m,
            },
            customer
        );
        var invoice = world.Company.Invoices.Find(made.Target().ExternalId)!;
        Assert.Equal((Number(net), 0.25m), ((decimal)invoice["TotalAmt"]!, (decimal)invoice["ExchangeRate"]!));
        Assert.Empty(made.Notes);
    }

    [Fact]
    public async Task Three_decimals_are_sent_where_the_currency_has_them()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { MultiCurrency = true });
        var plan = await world.Session.Invoices.PlanAsync([world.Intent(Published.Invoice(net: 10.125m, currency: "BHD"), "4711")], Token);
        Assert.Contains("\"Amount\":10.125", Assert.Single(plan.Requests).Body, StringComparison.Ordinal);

        var cents = await world.Session.Invoices.PlanAsync([world.Intent(Published.Invoice(net: 10.125m), "1")], Token);
        Assert.Equal(
            "line.net_total.inexact",
            Assert.Single(Assert.IsType<WriteOutcome.Rejected>(Assert.Single(cents.Outcomes)).Problems).Code
        );
    }

    [Fact]
    [Trait("Trap", "quickbooks-13")]
    public async Task A_line_without_an_item_is_refused_by_its_product()
    {
        await using var world = await QuickBooksWorld.StartAsync(settings: given => given);
        var lines = Published.Invoice().Lines.Append(new() { Id = "l2", Description = "Seats", ProductId = "seats", NetTotal = 1m });
        var outcome = await world.WriteAsync(Published.Invoice() with { Lines = lines.ToValueList() }, "1");
        var problems = Assert.IsType<WriteOutcome.Rejected>(outcome).Problems;
        Assert.Equal(
            [("item.unmapped", "Lines[0].ProductId"), ("item.unmapped", "Lines[1].ProductId")],
            problems.Select(one => (one.Code, one.Path))
        );
        Assert.Contains("'seats'", problems[1].Message, StringComparison.Ordinal);
        Assert.Contains("items.seats", problems[1].Fix, StringComparison.Ordinal);
    }

    private static JsonArray Lines(QuickBooksWorld world, WriteOutcome made) =>
        world.Company.Invoices.Find(made.Target().ExternalId)!["Line"]!.AsArray();

    private static decimal? Number(string? text) =>
        text is null ? null : decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
