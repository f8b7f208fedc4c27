using NodaTime;

namespace Sequence.Connectors.Tests;

public sealed class DocumentRulesTests
{
    private static readonly Invoice Invoice = new()
    {
        Id = "i-1",
        Number = "INV-42",
        CustomerId = "c-1",
        Currency = CurrencyCode.Parse("EUR"),
        CurrencyText = "EUR",
        Status = DocumentStatus.Final,
        IssueDate = new LocalDate(2026, 3, 1),
        DueDate = new LocalDate(2026, 3, 31),
        Lines =
        [
            new InvoiceLine { Id = "l-1", Description = "Seats", Quantity = 3m, UnitPrice = 33.333m, NetTotal = 100m },
            new InvoiceLine { Id = "l-2", Kind = InvoiceLineKind.Text, Description = "Thank you." },
            new InvoiceLine { Id = "l-3", Kind = InvoiceLineKind.Discount, NetTotal = -10m },
        ],
        NetTotal = 90m,
        TaxTotal = 17.10m,
        GrossTotal = 107.10m,
    };

    private static readonly CreditMemo Memo = new()
    {
        Id = "m-1",
        CustomerId = "c-1",
        Currency = CurrencyCode.Parse("EUR"),
        Status = DocumentStatus.Final,
        IssueDate = new LocalDate(2026, 3, 1),
        Lines = [new InvoiceLine { NetTotal = 10m }],
    };

    [Fact]
    public void Accepts_final_documents_that_add_up()
    {
        Assert.Empty(RecordRules.Check(Invoice));
        Assert.Empty(RecordRules.Check(Invoice with { NetTotal = null, TaxTotal = null, GrossTotal = null, DueDate = null }));
        Assert.Empty(RecordRules.Check(Memo));
    }

    [Theory]
    [InlineData(TaxStatus.Exempt, true)]
    [InlineData(TaxStatus.ReverseCharged, true)]
    [InlineData(TaxStatus.Taxed, false)]
    [InlineData(TaxStatus.Unknown, false)]
    [InlineData(null, false)]
    public void Refuses_tax_of_a_customer_who_is_charged_none(TaxStatus? status, bool isRefused)
    {
        var ofLines = Memo with { Lines = [new InvoiceLine { NetTotal = 10m, TaxTotal = 1.90m }], CustomerTaxStatus = status };
        IEnumerable<(string, string)> refusal = isRefused ? [("document.tax.not_due", "TaxTotal")] : [];

        Assert.Equal(refusal, Codes(Invoice with { CustomerTaxStatus = status }));
        Assert.Equal(refusal, Codes(ofLines));
        Assert.Empty(RecordRules.Check(Invoice with { CustomerTaxStatus = status, TaxTotal = 0m, GrossTotal = 90m }));
    }

    [Fact]
    public void Gives_every_reason_at_once() => Assert.Equal(
        [
            ("document.draft", "Status"),
            ("document.customer.missing", "CustomerId"),
            ("document.currency.missing", "Currency"),
            ("document.date.missing", "IssueDate"),
            ("document.lines.missing", "Lines"),
        ],
        Codes(new Invoice { Id = "i-1", Status = DocumentStatus.Draft }));

    [Fact]
    public void Refuses_a_draft_and_says_what_to_do()
    {
        var invoice = Assert.Single(RecordRules.Check(Invoice with { Status = DocumentStatus.Draft }));
        var memo = Assert.Single(RecordRules.Check(Memo with { Status = DocumentStatus.Draft }));

        Assert.Equal(("document.draft", "Finalize it."), (invoice.Code, invoice.Fix));
        Assert.StartsWith("The credit memo is a draft", memo.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_line_in_another_currency_and_names_both()
    {
        var lines = Invoice.Lines.ToArray();
        lines[0] = lines[0] with { Currency = CurrencyCode.Parse("USD") };
        lines[2] = lines[2] with { Currency = CurrencyCode.Parse("EUR") };

        var problem = Assert.Single(RecordRules.Check(Invoice with { Lines = [.. lines] }));

        Assert.Equal(("line.currency.differs", "Lines[0].Currency"), (problem.Code, problem.Path));
        Assert.Equal("The line is in USD, the invoice in EUR; a document has one currency.", problem.Message);
    }

    [Fact]
    public void Refuses_a_currency_that_is_no_code()
    {
        var problem = Assert.Single(RecordRules.Check(Invoice with { Currency = null, CurrencyText = "Euro" }));

        Assert.Equal(("document.currency.invalid", "'Euro' is not an ISO 4217 currency code."), (problem.Code, problem.Message));
    }

    [Theory]
    [InlineData("EUR", "10.005", "10.005 has more decimals than EUR has (2).")]
    [InlineData("JPY", "10.5", "10.5 has more decimals than JPY has (0).")]
    public void Refuses_a_net_total_finer_than_the_currency(string currency, string net, string message)
    {
        var problem = Assert.Single(RecordRules.Check(WithOneLine(currency, net)));

        Assert.Equal(("line.net_total.inexact", "Lines[0].NetTotal", message), (problem.Code, problem.Path, problem.Message));
    }

    [Theory]
    [InlineData("EUR", "10.500")]
    [InlineData("JPY", "10.00")]
    [InlineData("BHD", "10.005")]
    public void Accepts_a_net_total_that_the_currency_can_hold(string currency, string net) =>
        Assert.Empty(RecordRules.Check(WithOneLine(currency, net)));

    [Fact]
    public void Requires_a_net_total_of_every_line_but_a_text()
    {
        var invoice = Invoice with
        {
            NetTotal = null,
            Lines =
            [
                new InvoiceLine { Quantity = 2m, UnitPrice = 5m },
                new InvoiceLine { Kind = InvoiceLineKind.Text, Description = "A remark" },
            ],
        };

        Assert.Equal([("line.net_total.missing", "Lines[0].NetTotal")], Codes(invoice));
    }

    [Fact]
    public void Refuses_totals_that_do_not_add_up_and_names_the_sums()
    {
        var net = Assert.Single(RecordRules.Check(Invoice with { NetTotal = 91m, GrossTotal = 108.10m }));
        var gross = Assert.Single(RecordRules.Check(Invoice with { GrossTotal = 107.11m }));

        Assert.Equal(("document.net_total.differs", "The net total is 91, but the lines add up to 90."), (net.Code, net.Message));
        Assert.Equal(
            ("document.gross_total.differs", "The gross total is 107.11, but 90 and 17.10 of tax make 107.10."),
            (gross.Code, gross.Message)
        );
    }

    [Fact]
    public void Refuses_a_document_below_zero_with_the_right_fix()
    {
        var invoice = Assert.Single(RecordRules.Check(WithOneLine("EUR", "-1")));
        var memo = Assert.Single(RecordRules.Check(Memo with { Lines = [new InvoiceLine { NetTotal = -1m }] }));

        Assert.Equal(("document.negative", "Issue a credit memo for the difference."), (invoice.Code, invoice.Fix));
        Assert.Equal(("document.negative", "Amounts of a credit memo are positive."), (memo.Code, memo.Fix));
    }

    [Fact]
    public void Refuses_two_lines_with_one_id() =>
        Assert.Equal(
            [("line.id.duplicate", "Lines[1].Id")],
            Codes(
                Memo with
                {
                    Lines =
                    [
                        new InvoiceLine { Id = "a", NetTotal = 1m },
                        new InvoiceLine { Id = "a", NetTotal = 1m },
                        new InvoiceLine { NetTotal = 1m },
                    ],
                }
            )
        );

    [Fact]
    public void Refuses_an_invoice_that_falls_due_before_its_date()
    {
        Assert.Equal([("document.due_date.early", "DueDate")], Codes(Invoice with { DueDate = new LocalDate(2026, 2, 28) }));
        Assert.Empty(RecordRules.Check(Invoice with { DueDate = Invoice.IssueDate }));
    }

    private static Invoice WithOneLine(string currency, string net) => Invoice with
    {
        Currency = CurrencyCode.Parse(currency),
        Lines = [new InvoiceLine { NetTotal = TestNumbers.Decimal(net) }],
        NetTotal = null,
        TaxTotal = null,
        GrossTotal = null,
    };

    private static IEnumerable<(string Code, string Path)> Codes(IRecord record) =>
        RecordRules.Check(record).Select(problem => (problem.Code, problem.Path));
}
