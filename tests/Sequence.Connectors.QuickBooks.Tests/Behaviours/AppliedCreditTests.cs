using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>What an invoice uses of credit grants is owed no more in QuickBooks either.</summary>
public sealed class AppliedCreditTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-23")]
    public async Task What_an_invoice_uses_of_a_grant_is_taken_off()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStatesManualTax);
        await world.ConfigureAsync(given => given.With("items.credits", "5"));
        var made = await world.WriteAsync(Invoice(40m), "1");

        var stored = world.Company.Invoices.Find(made.Target().ExternalId)!;
        Assert.Equal((60m, 60m), ((decimal)stored["TotalAmt"]!, (decimal)stored["Balance"]!));
        Assert.Equal("5", (string?)stored["Line"]![1]!["SalesItemLineDetail"]!["ItemRef"]!["value"]);
        Assert.Empty(made.Notes);

        var less = world.Intent(Invoice(15m), "1", made.Target(), revision: 2);
        var changed = await world.Session.Invoices.WriteAsync(less, cancellationToken: Token);
        stored = world.Company.Invoices.Find(made.Target().ExternalId)!;
        Assert.Equal((85m, 3), ((decimal)stored["TotalAmt"]!, stored["Line"]!.AsArray().Count));
        Assert.Equal(made.Target().Parts, changed.Target().Parts);

        var none = world.Intent(Invoice(15m) with { AppliedCredits = [] }, "1", changed.Target(), revision: 3);
        await world.Session.Invoices.WriteAsync(none, cancellationToken: Token);
        Assert.Equal(100m, (decimal)world.Company.Invoices.Find(made.Target().ExternalId)!["TotalAmt"]!);
    }

    [Fact]
    [Trait("Behaviour", "S1-23")]
    public async Task Its_tax_is_taken_off_as_well()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        await world.ConfigureAsync(given => given.With("items.credits", "5").With("taxes.default", "2"));
        var invoice = Invoice(40m, tax: 8m) with { Currency = CurrencyCode.Parse("GBP"), TaxTotal = 20m, GrossTotal = 120m };

        var made = await world.WriteAsync(invoice, world.Company.AddCustomer("Grants Ltd"));

        Assert.Equal(72m, (decimal)world.Company.Invoices.Find(made.Target().ExternalId)!["TotalAmt"]!);
        Assert.Empty(made.Notes);
    }

    [Fact]
    [Trait("Behaviour", "S1-23")]
    public async Task Without_an_item_for_credits_the_customer_is_not_billed_too_much_instead()
    {
        await using var world = await QuickBooksWorld.StartAsync();

        var refused = Assert.IsType<WriteOutcome.Rejected>(await world.WriteAsync(Invoice(40m), "1"));

        Assert.Equal("item.credits.missing", Assert.Single(refused.Problems).Code);
    }

    private static Invoice Invoice(decimal credit, decimal? tax = null) => Published.Invoice() with
    {
        NetTotal = 100m,
        TaxTotal = 0m,
        AppliedCredits =
        [
            new() { CreditGrantId = "grant-1", Name = "Starter", Amount = credit, TaxAmount = tax, State = AppliedCreditState.Applied },
        ],
    };
}
