using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class QuickBooksTaxTests
{
    private const string TaxableItem = "3";

    [Fact]
    public async Task Automated_tax_follows_the_ship_to_state_and_ignores_supplied_amounts()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(
            item: TaxableItem,
            more: ""","ShipAddr":{"CountrySubDivisionCode":"WA","PostalCode":"98101"},"TxnTaxDetail":{"TotalTax":1.23}"""));

        Assert.Equal(10.10m, answer.Entity("Invoice")["TxnTaxDetail"]!["TotalTax"]!.GetValue<decimal>());
        Assert.Equal(110.10m, answer.Entity("Invoice")["TotalAmt"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task A_line_without_a_code_is_taxed_as_its_item_is()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        Assert.Equal("NON", Code((await fixture.PostAsync("invoice", QuickBooksFixture.Invoice())).Entity("Invoice")));
        Assert.Equal("TAX", Code((await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(item: TaxableItem))).Entity("Invoice")));
    }

    [Theory]
    [InlineData("2")]
    [InlineData("EXEMPT")]
    public async Task A_line_in_the_united_states_says_tax_or_non(string code)
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(detail: $$""","TaxCodeRef":{"value":"{{code}}"}"""));

        Assert.Equal("6100", answer.Code);
    }

    [Fact]
    public async Task Manual_tax_needs_the_transactions_code()
    {
        await using var fixture = await QuickBooksFixture.StartAsync(QuickBooksCompanyProfile.UnitedStatesManualTax);
        const string Taxed = ""","TaxCodeRef":{"value":"TAX"}""";

        var without = await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(detail: Taxed));
        var with = await fixture.PostAsync(
            "invoice", QuickBooksFixture.Invoice(detail: Taxed, more: ""","TxnTaxDetail":{"TxnTaxCodeRef":{"value":"6"}}"""));

        Assert.Equal(100m, without.Entity("Invoice")["TotalAmt"]!.GetValue<decimal>());
        Assert.Equal(108.10m, with.Entity("Invoice")["TotalAmt"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task Outside_the_united_states_every_line_needs_a_code()
    {
        await using var fixture = await QuickBooksFixture.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);

        var without = await fixture.PostAsync("invoice", QuickBooksFixture.Invoice());
        var pseudo = await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(detail: ""","TaxCodeRef":{"value":"TAX"}"""));
        var numeric = await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(detail: ""","TaxCodeRef":{"value":"2"}"""));

        Assert.Equal(("6000", "2500"), (without.Code, pseudo.Code));
        Assert.Equal(120m, numeric.Entity("Invoice")["TotalAmt"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task Global_tax_is_rounded_once_for_each_code()
    {
        await using var fixture = await QuickBooksFixture.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        const string Line =
            """{"Amount":0.12,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"},"TaxCodeRef":{"value":"2"}}}""";

        var answer = await fixture.PostAsync("invoice", $$"""{"CustomerRef":{"value":"1"},"Line":[{{Line}},{{Line}},{{Line}}]}""");

        // Line by line it would be 3 × 0.02 = 0.06.
        Assert.Equal(0.07m, answer.Entity("Invoice")["TxnTaxDetail"]!["TotalTax"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task Inclusive_amounts_come_back_net()
    {
        await using var fixture = await QuickBooksFixture.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);

        var answer = await fixture.PostAsync(
            "invoice",
            QuickBooksFixture.Invoice(
                amount: 120m,
                detail: ""","TaxCodeRef":{"value":"2"},"TaxInclusiveAmt":120""",
                more: ""","GlobalTaxCalculation":"TaxInclusive" """
            )
        );

        Assert.Equal(100m, answer.Entity("Invoice")["Line"]![0]!["Amount"]!.GetValue<decimal>());
        Assert.Equal(120m, answer.Entity("Invoice")["TotalAmt"]!.GetValue<decimal>());
    }

    [Theory]
    [InlineData(""","Qty":3,"UnitPrice":33.33""", "100", "6070")]
    [InlineData(""","Qty":1234,"UnitPrice":0.0037""", "4.57", null)]
    public async Task An_amount_is_quantity_times_price_in_cents(string detail, string amount, string? code)
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.PostAsync(
            "invoice", QuickBooksFixture.Invoice(
                amount: decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), detail: detail));

        Assert.Equal(code, answer.Code);
    }

    [Fact]
    public async Task A_line_without_an_item_carries_no_money()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.PostAsync(
            "invoice",
            """{"CustomerRef":{"value":"1"},"Line":[{"Amount":100,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"Qty":1}}]}""");

        Assert.Equal(0m, answer.Entity("Invoice")["TotalAmt"]!.GetValue<decimal>());
    }

    [Fact]
    public async Task A_discount_is_positive_and_subtracts()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        var answer = await fixture.PostAsync("invoice", """
            {"CustomerRef":{"value":"1"},"Line":[
              {"Amount":200,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"}}},
              {"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":true,"DiscountPercent":10}}]}
            """);

        var invoice = answer.Entity("Invoice");
        Assert.Equal(
            ["SalesItemLineDetail", "SubTotalLineDetail", "DiscountLineDetail"],
            invoice["Line"]!.AsArray().Select(line => line!["DetailType"]!.GetValue<string>()));
        Assert.Equal((20m, 180m), (invoice["Line"]![2]!["Amount"]!.GetValue<decimal>(), invoice["TotalAmt"]!.GetValue<decimal>()));
    }

    [Fact]
    public async Task A_total_may_not_be_negative()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();

        Assert.Equal("6000", (await fixture.PostAsync("invoice", QuickBooksFixture.Invoice(amount: -1m))).Code);
    }

    private static string Code(System.Text.Json.Nodes.JsonObject invoice) =>
        invoice["Line"]![0]!["SalesItemLineDetail"]!["TaxCodeRef"]!["value"]!.GetValue<string>();

    /// <summary>Each code is rounded for itself, and what the discount leaves over is no cent more or less.</summary>
    [Fact]
    public async Task The_shares_of_a_discount_over_several_codes_add_up_to_it()
    {
        await using var fixture = await QuickBooksFixture.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        string Line(string code) =>
            $$$$"""{"Amount":10.01,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"},"TaxCodeRef":{"value":"{{{{code}}}}"}}}""";

        var answer = await fixture.PostAsync(
            "invoice",
            $$$"""
            {"CustomerRef":{"value":"1"},"Line":[{{{Line("2")}}},{{{Line("3")}}},{{{Line("4")}}},
            {"DetailType":"DiscountLineDetail","DiscountLineDetail":{"PercentBased":true,"DiscountPercent":50}}]}
            """
        );

        var taxed = answer.Entity("Invoice")["TxnTaxDetail"]!["TaxLine"]!.AsArray()
            .Select(line => line!["TaxLineDetail"]!["NetAmountTaxable"]!.GetValue<decimal>()).ToList();
        Assert.Equal(30.03m - 15.02m, taxed.Sum());
        Assert.All(taxed, net => Assert.InRange(net, 4.99m, 5.01m));
    }

    [Fact]
    public async Task A_rate_that_is_taken_of_another_ones_tax_is_worked_out_after_it()
    {
        await using var fixture = await QuickBooksFixture.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        var (below, top) = (Rate(5m), Rate(10m));
        var code = fixture.Company.Add("TaxCode", new()
        {
            ["Name"] = "Both",
            ["Active"] = true,
            ["SalesTaxRateList"] = new JsonObject
            {
                ["TaxRateDetail"] = new JsonArray(Detail(below, "TaxOnAmount", 0), Detail(top, "TaxOnAmountPlusTax", 1)),
            },
        });

        var answer = await fixture.PostAsync(
            "invoice", QuickBooksFixture.Invoice(detail: $$$""","TaxCodeRef":{"value":"{{{code}}}"}"""));

        Assert.Equal(5m + 10.50m, answer.Entity("Invoice")["TxnTaxDetail"]!["TotalTax"]!.GetValue<decimal>());

        string Rate(decimal percent) => fixture.Company.Add("TaxRate", new() { ["Name"] = $"{percent}%", ["RateValue"] = percent });

        static JsonObject Detail(string rate, string applies, int order) => new()
        {
            ["TaxRateRef"] = new JsonObject { ["value"] = rate }, ["TaxTypeApplicable"] = applies, ["TaxOrder"] = order,
        };
    }
}
