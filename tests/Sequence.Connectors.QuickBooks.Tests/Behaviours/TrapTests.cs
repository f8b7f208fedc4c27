using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>
/// What a naive connector gets wrong and no other test here is about. The ledger of quirks says which test holds which trap.
/// </summary>
public sealed class TrapTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Trap", "quickbooks-2")]
    public async Task The_ends_of_a_consent_are_known_from_the_start()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var start = Instant.FromDateTimeOffset(world.Clock.GetUtcNow());
        var grant = (await world.Services.GetRequiredService<IGrantStore>().FindAsync(world.Connection.GrantId, Token))!;

        Assert.InRange((grant.RefreshTokenExpiresAt!.Value - start).TotalDays, 100, 102);
        Assert.InRange((grant.ConsentExpiresAt!.Value - start).TotalDays, (5 * 365) - 1, (5 * 365) + 2);
    }

    [Fact]
    [Trait("Trap", "quickbooks-2")]
    public async Task A_consent_that_nobody_used_for_a_hundred_days_asks_for_a_new_one()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        world.Clock.Advance(TimeSpan.FromDays(103));

        var refused = await Assert.ThrowsAsync<ConnectorException>(() => world.Session.Customers.FindAsync("1", Token));
        var grant = (await world.Services.GetRequiredService<IGrantStore>().FindAsync(world.Connection.GrantId, Token))!;

        Assert.Equal(ConnectorErrorKind.Unauthorized, refused.Kind);
        Assert.Equal(GrantState.NeedsReauthorization, grant.State);
    }

    /// <summary>A rate is home units for one foreign unit: turned over, the ledger would book another amount.</summary>
    [Fact]
    [Trait("Trap", "quickbooks-12")]
    public async Task An_exchange_rate_is_home_units_for_one_foreign_unit()
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
                ["DisplayName"] = "Euro Works",
                ["CurrencyRef"] = new JsonObject { ["value"] = "EUR" },
            }
        );

        var made = await world.WriteAsync(Published.Invoice(currency: "EUR") with { ExchangeRate = 1.25m }, customer);

        var invoice = world.Company.Invoices.Find(made.Target().ExternalId)!;
        Assert.Equal((decimal)invoice["TotalAmt"]! * 1.25m, (decimal)invoice["HomeTotalAmt"]!);
        Assert.Equal(1.25m, (await world.Session.Invoices.FindAsync(made.Target().ExternalId, Token))!.ExchangeRate);
    }

    [Fact]
    [Trait("Trap", "quickbooks-13")]
    public async Task Bundles_discounts_and_subtotals_are_counted_once()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var bundle = world.Company.Add("Item", new() { ["Name"] = "Starter bundle", ["Type"] = "Group" });
        var id = world.Company.AddInvoice(
            new JsonObject
            {
                ["CustomerRef"] = new JsonObject { ["value"] = "1" },
                ["Line"] = new JsonArray(
                    new JsonObject
                    {
                        ["DetailType"] = "GroupLineDetail",
                        ["GroupLineDetail"] = new JsonObject
                        {
                            ["GroupItemRef"] = new JsonObject { ["value"] = bundle },
                            ["Quantity"] = 1,
                            ["Line"] = new JsonArray(Item(world, 60m), Item(world, 40m)),
                        },
                    },
                    new JsonObject
                    {
                        ["Amount"] = 10m,
                        ["DetailType"] = "DiscountLineDetail",
                        ["DiscountLineDetail"] = new JsonObject { ["PercentBased"] = false },
                    }
                ),
            }
        );

        var invoice = (await world.Session.Invoices.FindAsync(id, Token))!;

        Assert.Equal([60m, 40m, -10m], invoice.Lines.Select(line => line.NetTotal));
        Assert.Equal(InvoiceLineKind.Discount, invoice.Lines[2].Kind);
        Assert.Equal(invoice.NetTotal, invoice.Lines.Sum(line => line.NetTotal));
    }

    /// <summary>
    /// QuickBooks turns the address that an update brings into lines of text: the customer's own is read from the customer.
    /// </summary>
    [Fact]
    [Trait("Trap", "quickbooks-15")]
    public async Task An_address_that_a_document_lost_stands_at_the_customer()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var customer = (
            await world.Session.Customers.WriteAsync(world.Intent(Published.Customer(), ""), cancellationToken: Token)
        )
            .Target()
            .ExternalId;
        var made = (await world.WriteAsync(Published.Invoice(), customer)).Target();
        var change = Published.Invoice() with { BillingAddress = Published.Customer().BillingAddress! with { Line1 = "2 Dock Road" } };
        await world.Session.Invoices.WriteAsync(world.Intent(change, customer, made, revision: 2), cancellationToken: Token);

        var address = (await world.Session.Customers.FindAsync(customer, Token))!.BillingAddress!;

        Assert.Null(world.Company.Invoices.Find(made.ExternalId)!["BillAddr"]!["City"]);
        Assert.Equal(("1 Dock Road", "Seattle", "98101"), (address.Line1, address.City, address.PostalCode));
    }

    /// <summary>Reads are metered and end for the month when they are used up: what a write answers is not read again.</summary>
    [Fact]
    [Trait("Trap", "quickbooks-17")]
    public async Task A_write_is_not_read_back()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        await world.WriteAsync(Published.Invoice("inv-0"), "1");
        var before = world.QuickBooks.Usage.MeteredReads;

        var made = await world.WriteAsync(Published.Invoice(), "1");
        var voided = await world.Session.Invoices.WriteAsync(
            world.Intent(Published.Invoice(), "1", made.Target()) with { Key = "void", Verb = WriteVerb.Void }, cancellationToken: Token);

        Assert.Equal(DocumentStatus.Voided, Assert.IsType<Invoice>(((WriteOutcome.Settled)voided).Current).Status);
        Assert.Equal(before, world.QuickBooks.Usage.MeteredReads);
    }

    private static JsonObject Item(QuickBooksWorld world, decimal amount) => new()
    {
        ["Amount"] = amount,
        ["DetailType"] = "SalesItemLineDetail",
        ["SalesItemLineDetail"] = new JsonObject { ["ItemRef"] = new JsonObject { ["value"] = world.ServiceItem() } },
    };
}
