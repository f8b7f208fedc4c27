using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>A tax code of several rates, of which one may be taken of the tax of another.</summary>
public sealed class CompoundTaxTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string, string[], decimal?> Codes => new()
    {
        { "side by side", ["5 TaxOnAmount", "9.975 TaxOnAmount"], 14.975m },
        { "without a word", ["5", "7"], 12m },
        { "that undo each other", ["20 TaxOnAmount", "-20 TaxOnAmount"], 0m },
        { "one upon the other", ["5 TaxOnAmount", "9.5 TaxOnAmountPlusTax"], 14.975m },
        { "a tax on a tax", ["12 TaxOnAmount", "2 TaxOnTax"], 12.24m },
        { "one upon two", ["5 TaxOnAmount", "7 TaxOnAmount", "10 TaxOnAmountPlusTax"], null },
        { "a way that is not known", ["5 TaxOnAmount", "7 TaxOnWeight"], null },
    };

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task The_rates_of_a_code_come_to_what_QuickBooks_takes_or_to_no_number(string name, string[] rates, decimal? points)
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        var code = Add(world, name, rates);

        var read = (await world.Session.Records<TaxRate>().FindAsync(code, Token))!;

        Assert.Equal(points, read.Percentage?.Points);
        Assert.Equal(points is null ? ["Percentage"] : [], read.Source!.Notes.Select(note => note.Path));
    }

    [Fact]
    public async Task A_compound_code_taxes_a_document_as_it_is_read()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        var code = Add(world, "one upon the other", ["5 TaxOnAmount", "9.5 TaxOnAmountPlusTax"]);
        var invoice = Published.Invoice(net: 200m, currency: "GBP");
        var rate = (await world.Session.Records<TaxRate>().FindAsync(code, Token))!.Percentage!.Value;
        var intent = world.Intent(invoice with { Lines = [invoice.Lines[0] with { TaxRateId = "both" }] }, "1");

        var made = await world.Session.Invoices.WriteAsync(
            intent with { References = intent.References.And<TaxRate>("both", code) },
            cancellationToken: Token
        );

        Assert.Equal(200m * rate.Points / 100m, Assert.IsType<Invoice>(Assert.IsType<WriteOutcome.Created>(made).Current).TaxTotal);
    }

    private static string Add(QuickBooksWorld world, string name, string[] rates)
    {
        var details = new JsonArray();
        foreach (var words in rates.Select(rate => rate.Split(' ')))
        {
            var rate = decimal.Parse(words[0], System.Globalization.CultureInfo.InvariantCulture);
            var id = world.Company.Add("TaxRate", new() { ["Name"] = $"{name} {details.Count}", ["RateValue"] = rate, ["Active"] = true });
            var detail = new JsonObject { ["TaxRateRef"] = new JsonObject { ["value"] = id }, ["TaxOrder"] = details.Count };
            if (words is [_, var applies])
            {
                detail["TaxTypeApplicable"] = applies;
            }

            details.Add(detail);
        }

        return world.Company.Add("TaxCode", new()
        {
            ["Name"] = name, ["Active"] = true, ["Taxable"] = true,
            ["SalesTaxRateList"] = new JsonObject { ["TaxRateDetail"] = details },
        });
    }
}
