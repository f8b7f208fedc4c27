using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class TaxTests
{
    private const string Arizona = "6";
    private const string StandardRate = "2";

    [Fact]
    [Trait("Behaviour", "S3-24")]
    public async Task By_hand_in_the_US_the_document_names_the_customers_code_and_every_line_is_taxed()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStatesManualTax);
        var customer = Customer(world, Arizona);
        var (invoice, memo) = await WriteBothAsync(world, customer);
        Assert.All([invoice, memo], document =>
        {
            Assert.Equal(["TAX", "TAX"], LineCodes(document));
            Assert.Equal(Arizona, (string?)document["TxnTaxDetail"]!["TxnTaxCodeRef"]!["value"]);
            Assert.Equal(8.1m, (decimal)document["TxnTaxDetail"]!["TotalTax"]!);
        });
    }

    [Fact]
    [Trait("Behaviour", "S3-24")]
    public async Task Elsewhere_every_line_bears_the_customers_code()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        var customer = Customer(world, StandardRate);
        var (invoice, memo) = await WriteBothAsync(world, customer, "GBP");
        Assert.All([invoice, memo], document =>
        {
            Assert.Equal([StandardRate, StandardRate], LineCodes(document));
            Assert.Equal(20m, (decimal)document["TxnTaxDetail"]!["TotalTax"]!);
        });
    }

    [Fact]
    [Trait("Behaviour", "S3-24")]
    public async Task A_mapped_rate_of_a_line_comes_before_the_customers_code()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        await world.ConfigureAsync(given => given.With("taxes.reduced", "3"));
        var customer = Customer(world, StandardRate);
        var lines = TwoLines(net: 50m);
        var made = await world.WriteAsync(
            Published.Invoice(currency: "GBP") with
            {
                Lines = [lines[0] with { TaxRateId = "reduced" }, lines[1] with { TaxRateId = "unmapped" }],
            },
            customer
        );
        Assert.Equal(["3", StandardRate], LineCodes(world.Company.Invoices.Find(made.Target().ExternalId)!));
    }

    [Fact]
    [Trait("Behaviour", "S3-24")]
    [Trait("Trap", "quickbooks-14")]
    public async Task Automated_tax_is_told_what_is_taxed_and_its_result_is_compared()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var lines = TwoLines(net: 50m);
        var invoice = Published.Invoice() with
        {
            Lines = [lines[0] with { TaxTotal = 4m }, lines[1] with { TaxPercentage = Percentage.FromPoints(0m) }],
            TaxTotal = 4m,
        };
        var customer = world.Company.AddCustomer("Taxed in California");
        var made = await world.WriteAsync(invoice, customer);
        Assert.Equal(["TAX", "NON"], LineCodes(world.Company.Invoices.Find(made.Target().ExternalId)!));
        Assert.DoesNotContain(made.Notes, note => note.Path == nameof(Invoice.TaxTotal));

        var other = await world.WriteAsync(invoice with { Id = "inv-2", Number = "INV-2", TaxTotal = 4.13m }, customer);
        Assert.Contains(other.Notes, note => note is { Kind: MappingNoteKind.Differs, Path: nameof(Invoice.TaxTotal), From: "4.13" });
    }

    [Fact]
    [Trait("Behaviour", "S3-25")]
    public async Task Tax_totals_that_differ_are_both_reported()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        var customer = Customer(world, StandardRate);
        var invoice = await world.WriteAsync(Published.Invoice(currency: "GBP") with { TaxTotal = 5m }, customer);
        var memo = await world.WriteAsync(Published.CreditMemo(net: 100m, currency: "GBP") with { TaxTotal = 5m }, customer);
        Assert.All(
            [invoice, memo],
            outcome =>
            {
                var note = Assert.Single(outcome.Notes, one => one.Path == nameof(Invoice.TaxTotal));
                Assert.Equal(
                    (MappingNoteKind.Differs, "5", 20m),
                    (note.Kind, note.From, decimal.Parse(note.To!, System.Globalization.CultureInfo.InvariantCulture))
                );
            }
        );

        var agreed = await world.WriteAsync(Published.Invoice("inv-2", currency: "GBP") with { TaxTotal = 20m }, customer);
        Assert.Empty(agreed.Notes);
    }

    [Theory]
    [InlineData(TaxStatus.Exempt, "NON")]
    [InlineData(TaxStatus.ReverseCharged, "NON")]
    [InlineData(TaxStatus.Taxed, "TAX")]
    public async Task A_document_of_a_customer_who_is_charged_no_tax_carries_none(TaxStatus status, string code)
    {
        await using var automated = await QuickBooksWorld.StartAsync();
        await using var byHand = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStatesManualTax);
        foreach (var world in new[] { automated, byHand })
        {
            var customer = Customer(world, world == byHand ? Arizona : null);
            var made = await world.WriteAsync(Published.Invoice() with { CustomerTaxStatus = status }, customer);
            Assert.Equal([code], LineCodes(world.Company.Invoices.Find(made.Target().ExternalId)!));
        }
    }

    [Fact]
    public async Task Tax_on_a_customer_who_is_charged_none_is_told_where_the_codes_are_QuickBooks()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        var invoice = Published.Invoice(currency: "GBP") with { CustomerTaxStatus = TaxStatus.ReverseCharged };

        var made = await world.WriteAsync(invoice, Customer(world, StandardRate));

        var note = Assert.Single(made.Notes);
        Assert.Equal((MappingNoteKind.Differs, nameof(Invoice.TaxTotal), "0"), (note.Kind, note.Path, note.From));
    }

    /// <summary>A rate that was mapped before the company automated its tax is no code of a line.</summary>
    [Theory]
    [InlineData("2", "TAX", true)]
    [InlineData("NON", "NON", false)]
    [InlineData("TAX", "TAX", false)]
    [Trait("Behaviour", "S3-24")]
    [Trait("Trap", "quickbooks-14")]
    public async Task Automated_tax_takes_no_other_code_than_taxed_or_not(string mapped, string sent, bool isTold)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        await world.ConfigureAsync(given => given.With("taxes.california", mapped));
        var line = Published.Invoice().Lines[0] with { TaxRateId = "california" };

        var made = await world.WriteAsync(Published.Invoice() with { Lines = [line] }, "1");

        Assert.Equal([sent], LineCodes(world.Company.Invoices.Find(made.Target().ExternalId)!));
        Assert.Equal(isTold, made.Notes.Any(note => note is { Kind: MappingNoteKind.Dropped, Path: "Lines[0].TaxRateId", From: "2" }));
    }

    [Theory]
    [InlineData("8.1")]
    [InlineData(null)]
    [Trait("Behaviour", "S3-26")]
    public async Task By_hand_in_the_US_a_customer_without_a_code_is_not_taxed_and_that_is_reported(string? tax)
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStatesManualTax);
        var customer = Customer(world, code: null);
        var ours = tax is null ? (decimal?)null : decimal.Parse(tax, System.Globalization.CultureInfo.InvariantCulture);
        var made = await world.WriteAsync(Published.Invoice() with { TaxTotal = ours }, customer);
        var document = world.Company.Invoices.Find(made.Target().ExternalId)!;
        Assert.Equal(0m, (decimal)document["TxnTaxDetail"]!["TotalTax"]!);
        Assert.Equal(["NON"], LineCodes(document));
        Assert.Contains(made.Notes, note => note is { Kind: MappingNoteKind.Dropped, Path: nameof(Invoice.TaxTotal) } && note.From == tax);
    }

    [Fact]
    [Trait("Behaviour", "S3-26")]
    [Trait("Trap", "quickbooks-14")]
    public async Task Elsewhere_a_document_without_a_code_is_refused_before_the_call()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        var customer = Customer(world, code: null);
        var invoice = Assert.IsType<WriteOutcome.Rejected>(await world.WriteAsync(Published.Invoice(currency: "GBP"), customer));
        var memo = Assert.IsType<WriteOutcome.Rejected>(await world.WriteAsync(Published.CreditMemo(currency: "GBP"), customer));
        Assert.All([invoice, memo], outcome =>
        {
            var problem = Assert.Single(outcome.Problems);
            Assert.Equal(("tax.code.missing", "Lines[0].TaxRateId"), (problem.Code, problem.Path));
            Assert.Contains($"nameId%3D{customer}", problem.Link!.AbsoluteUri, StringComparison.Ordinal);
        });
        Assert.False(world.QuickBooks.Usage.Requests.ContainsKey("batch"));
    }

    [Fact]
    public async Task An_exempt_customers_own_code_is_used_where_every_line_needs_one()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        var customer = Customer(world, "4", taxable: false);
        var made = await world.WriteAsync(Published.Invoice(currency: "GBP") with { TaxTotal = 0m }, customer);
        Assert.Equal(["4"], LineCodes(world.Company.Invoices.Find(made.Target().ExternalId)!));
        Assert.Empty(made.Notes);
    }

    [Fact]
    public async Task Two_codes_on_one_document_of_a_US_company_are_refused()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStatesManualTax);
        await world.ConfigureAsync(given => given.With("taxes.ca", "2").With("taxes.ny", "3"));
        var lines = TwoLines(net: 50m);
        var outcome = await world.WriteAsync(
            Published.Invoice() with
            {
                Lines = [lines[0] with { TaxRateId = "ca" }, lines[1] with { TaxRateId = "ny" }],
            },
            Customer(world, Arizona)
        );
        Assert.Equal(["tax.codes.mixed"], Assert.IsType<WriteOutcome.Rejected>(outcome).Problems.Select(problem => problem.Code));
    }

    private static async Task<(JsonObject Invoice, JsonObject Memo)> WriteBothAsync(
        QuickBooksWorld world,
        string customer,
        string currency = "USD"
    )
    {
        var invoice = await world.WriteAsync(Published.Invoice(currency: currency) with { Lines = TwoLines(50m) }, customer);
        var memo = await world.WriteAsync(Published.CreditMemo(currency: currency) with { Lines = TwoLines(50m) }, customer);
        return (world.Company.Invoices.Find(invoice.Target().ExternalId)!, world.Company.CreditMemos.Find(memo.Target().ExternalId)!);
    }

    private static ValueList<InvoiceLine> TwoLines(decimal net) =>
        [new() { Id = "l1", Description = "Seats", NetTotal = net }, new() { Id = "l2", Description = "Usage", NetTotal = net }];

    private static IEnumerable<string?> LineCodes(JsonObject document) => document["Line"]!.AsArray()
        .Select(line => line!["SalesItemLineDetail"]).OfType<JsonObject>().Select(detail => (string?)detail["TaxCodeRef"]?["value"]);

    private static string Customer(QuickBooksWorld world, string? code, bool taxable = true)
    {
        var customer = new JsonObject { ["DisplayName"] = "Tax case", ["Taxable"] = taxable };
        if (code is not null)
        {
            customer["DefaultTaxCodeRef"] = new JsonObject { ["value"] = code };
        }

        return world.Company.AddCustomer(customer);
    }
}
