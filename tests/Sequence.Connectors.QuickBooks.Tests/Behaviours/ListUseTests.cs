using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>The items and tax codes that documents name are looked at once a day, and what cannot be named is told with the line.</summary>
public sealed class ListUseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_item_out_of_use_is_named_before_the_call_and_taken_once_it_is_back()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var item = world.ServiceItem();
        world.Company.Edit("Item", item, new JsonObject { ["Active"] = false });

        var problem = Refusal(await world.WriteAsync(Published.Invoice(), "1"));
        Assert.Equal(("reference.gone", "Lines[0].ProductId"), (problem.Code, problem.Path));
        Assert.Contains($"({item}) is not in use", problem.Message, StringComparison.Ordinal);
        Assert.False(world.QuickBooks.Usage.Requests.ContainsKey("batch"));

        world.Company.Edit("Item", item, new JsonObject { ["Active"] = true });
        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(Published.Invoice(), "1"));
    }

    [Fact]
    public async Task A_mapped_tax_code_that_QuickBooks_does_not_have_is_named_before_the_call()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        await world.ConfigureAsync(given => given.With("taxes.reduced", "4711"));
        var invoice = Published.Invoice(currency: "GBP");

        var problem = Refusal(await world.WriteAsync(invoice with { Lines = [invoice.Lines[0] with { TaxRateId = "reduced" }] }, "1"));

        Assert.Equal(
            ("reference.gone", "Lines[0].TaxRateId", "The tax code '4711' is not in QuickBooks."),
            (problem.Code, problem.Path, problem.Message)
        );
        Assert.False(world.QuickBooks.Usage.Requests.ContainsKey("batch"));
    }

    [Fact]
    public async Task What_was_found_in_use_is_not_read_again_for_a_day()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        await world.WriteAsync(Published.Invoice("inv-0"), "1");
        var reads = world.QuickBooks.Usage.MeteredReads;

        await world.WriteAsync(Published.Invoice("inv-1"), "1");
        Assert.Equal(reads, world.QuickBooks.Usage.MeteredReads);

        world.Clock.Advance(TimeSpan.FromHours(25));
        await world.WriteAsync(Published.Invoice("inv-2"), "1");
        Assert.True(world.QuickBooks.Usage.MeteredReads > reads);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_item_that_went_out_of_use_meanwhile_is_named_after_a_refusal_or_a_preflight(bool preflight)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var item = world.ServiceItem();
        await world.WriteAsync(Published.Invoice("inv-0"), "1");
        world.Company.Edit("Item", item, new JsonObject { ["Active"] = false });

        if (preflight)
        {
            await world.Session.PreflightAsync(Token);
        }
        else
        {
            Assert.IsType<WriteOutcome.Rejected>(await world.WriteAsync(Published.Invoice(), "1"));
        }

        Assert.Contains($"({item})", Refusal(await world.WriteAsync(Published.Invoice(), "1")).Message, StringComparison.Ordinal);
    }

    private static Problem Refusal(WriteOutcome outcome) => Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems);
}
