using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>What was read of a company is kept for a day, and nobody who has mended something there is refused for how it was.</summary>
public sealed class FreshFactsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Books_that_were_reopened_take_the_document_on_the_next_try()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        world.Company.Change(profile => profile with { BookCloseDate = new DateOnly(2026, 3, 2) });
        Assert.Equal("books.closed", Refusal(await world.WriteAsync(Published.Invoice(), "1")));

        world.Company.Change(profile => profile with { BookCloseDate = null });

        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(Published.Invoice(), "1"));
    }

    [Fact]
    public async Task A_company_that_turned_several_currencies_on_takes_the_customer_on_the_next_try()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var euros = world.Intent(Published.Customer(currency: "EUR"), "");
        Assert.Equal("currency.unsupported", Refusal(await world.Session.Customers.WriteAsync(euros, cancellationToken: Token)));

        world.Company.Change(profile => profile with { MultiCurrency = true });

        Assert.IsType<WriteOutcome.Created>(await world.Session.Customers.WriteAsync(euros, cancellationToken: Token));
    }

    [Fact]
    public async Task A_customer_that_got_its_tax_code_takes_the_document_on_the_next_try()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        var customer = world.Company.AddCustomer("Without a code");
        Assert.Equal("tax.code.missing", Refusal(await world.WriteAsync(Published.Invoice(currency: "GBP"), customer)));

        world.Company.UpdateCustomer(customer, new JsonObject { ["DefaultTaxCodeRef"] = new JsonObject { ["value"] = "2" } });

        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(Published.Invoice(currency: "GBP"), customer));
    }

    [Fact]
    public async Task What_QuickBooks_refuses_for_how_the_company_is_now_is_known_for_the_next_try()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(Published.Invoice("inv-0"), "1"));
        world.Company.Change(profile => profile with { BookCloseDate = new DateOnly(2026, 3, 2) });
        Assert.Equal("books.closed", Refusal(await world.WriteAsync(Published.Invoice(), "1")));
        var batches = world.QuickBooks.Usage.Requests["batch"];

        // The cache said that the books are open; now it is known before the call.
        Assert.Equal("books.closed", Refusal(await world.WriteAsync(Published.Invoice(), "1")));

        Assert.Equal(batches, world.QuickBooks.Usage.Requests["batch"]);
    }

    [Fact]
    public async Task What_is_refused_for_itself_reads_nothing_again()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(Published.Invoice("inv-0"), "1"));
        var reads = world.QuickBooks.Usage.MeteredReads;
        var unlinked = world.Intent(Published.Invoice(), "1") with { References = References.Empty };

        Assert.Equal("reference.unlinked", Refusal(await world.Session.Invoices.WriteAsync(unlinked, cancellationToken: Token)));

        Assert.Equal(reads, world.QuickBooks.Usage.MeteredReads);
    }

    private static string Refusal(WriteOutcome outcome) => Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems).Code;
}
