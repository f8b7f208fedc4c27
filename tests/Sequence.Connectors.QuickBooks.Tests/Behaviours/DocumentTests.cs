using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class DocumentTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S3-4")]
    public async Task A_document_of_an_unlinked_customer_is_refused_and_goes_once_it_is_linked()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var unlinked = world.Intent(Published.Invoice(), "1") with { References = References.Empty };
        var memo = world.Intent(Published.CreditMemo(), "1") with { References = References.Empty };
        Assert.Equal("reference.unlinked", Refusal(await world.Session.Invoices.WriteAsync(unlinked, cancellationToken: Token)).Code);
        Assert.Equal("reference.unlinked", Refusal(await world.Session.CreditMemos.WriteAsync(memo, cancellationToken: Token)).Code);
        Assert.False(world.QuickBooks.Usage.Requests.ContainsKey("batch"));

        var linked = unlinked with { References = References.To<Customer>(Published.CustomerId, "1") };
        Assert.IsType<WriteOutcome.Created>(await world.Session.Invoices.WriteAsync(linked, cancellationToken: Token));
    }

    [Theory]
    [InlineData(2026, 3, 2)]
    [InlineData(2026, 3, 31)]
    [Trait("Behaviour", "S3-12")]
    [Trait("Trap", "quickbooks-19")]
    public async Task The_date_in_QuickBooks_is_the_one_on_which_it_was_finalized_or_sent(int year, int month, int day)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var date = new LocalDate(year, month, day);
        var outcome = await world.WriteAsync(Published.Invoice() with { IssueDate = date, DueDate = date.PlusDays(14) }, "1");
        var invoice = world.Company.Invoices.Find(outcome.Target().ExternalId)!;
        Assert.Equal(QuickBooksValues.Text(date), (string?)invoice["TxnDate"]);
        Assert.Equal(QuickBooksValues.Text(date.PlusDays(14)), (string?)invoice["DueDate"]);
    }

    [Fact]
    [Trait("Behaviour", "S3-14")]
    public async Task An_invoice_links_to_its_page_in_the_right_company()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(Published.Invoice(), "1"));
        var page =
            $"https://app.sandbox.qbo.intuit.com/app/login?pagereq=invoice%3FtxnId%3D{made.ExternalId}&deeplinkcompanyid={world.Company.RealmId}";
        Assert.Equal(page, made.Link!.AbsoluteUri);
        Assert.Equal(made.Link, (await world.Session.Invoices.FindAsync(made.ExternalId, Token))!.Source!.Link);
    }

    [Fact]
    [Trait("Behaviour", "S3-21")]
    public async Task A_credit_memo_links_to_its_page_in_the_right_company()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(Published.CreditMemo(), "1"));
        var page =
            $"https://app.sandbox.qbo.intuit.com/app/login?pagereq=creditmemo%3FtxnId%3D{made.ExternalId}&deeplinkcompanyid={world.Company.RealmId}";
        Assert.Equal(page, made.Link!.AbsoluteUri);
    }

    [Fact]
    [Trait("Behaviour", "S3-20")]
    public async Task A_credit_memo_that_is_written_twice_stands_once()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var before = world.Company.CreditMemos.Count;
        var first = await world.WriteAsync(Published.CreditMemo(), "1");
        var second = await world.WriteAsync(Published.CreditMemo(), "1");
        Assert.Equal(first.Target().ExternalId, second.Target().ExternalId);
        Assert.Equal(before + 1, world.Company.CreditMemos.Count);
    }

    [Fact]
    [Trait("Behaviour", "S3-30")]
    [Trait("Trap", "quickbooks-10")]
    public async Task A_credit_memo_bears_its_date_and_cannot_be_voided()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = await world.WriteAsync(Published.CreditMemo(), "1");
        Assert.Equal("2026-03-05", (string?)world.Company.CreditMemos.Find(made.Target().ExternalId)!["TxnDate"]);

        var voiding = world.Intent(Published.CreditMemo(), "1", made.Target()) with { Key = "void-1", Verb = WriteVerb.Void };
        var problem = Refusal(await world.Session.CreditMemos.WriteAsync(voiding, cancellationToken: Token));
        Assert.Equal(("verb.unsupported", "Void the credit memo in QuickBooks by hand, or delete it."), (problem.Code, problem.Fix));
        Assert.Equal(40m, (decimal)world.Company.CreditMemos.Find(made.Target().ExternalId)!["Line"]![0]!["Amount"]!);
    }

    [Fact]
    [Trait("Behaviour", "S3-22")]
    [Trait("Trap", "quickbooks-12")]
    public async Task A_customer_with_two_currencies_becomes_two_customers()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { MultiCurrency = true });
        var dollars = world.Intent(Published.Customer(), "");
        var euros = world.Intent(Published.Customer(currency: "EUR"), "") with { Key = "eur", Variant = "EUR" };
        var outcomes = await world.Session.Customers.WriteAsync([dollars, euros], cancellationToken: Token).ToListAsync(Token);
        var made = outcomes.Select(outcome => world.Company.Customers.Find(outcome.Target().ExternalId)!).ToArray();
        Assert.Equal(["USD", "EUR"], made.Select(one => (string?)one["CurrencyRef"]!["value"]));
        Assert.Equal(["Northwind Traders", "Northwind Traders (EUR)"], made.Select(one => (string?)one["DisplayName"]));

        var invoice = await world.WriteAsync(Published.Invoice(currency: "EUR"), outcomes[1].Target().ExternalId);
        Assert.Equal("EUR", (string?)world.Company.Invoices.Find(invoice.Target().ExternalId)!["CurrencyRef"]!["value"]);
    }

    [Theory]
    [InlineData(true, "currency.differs")]
    [InlineData(false, "currency.unsupported")]
    [Trait("Behaviour", "S3-23")]
    [Trait("Trap", "quickbooks-12")]
    public async Task A_document_in_another_currency_is_refused_before_the_call(bool multiCurrency, string code)
    {
        await using var world = await QuickBooksWorld.StartAsync(
            QuickBooksCompanyProfile.UnitedStates with
            {
                MultiCurrency = multiCurrency,
            }
        );
        var invoice = Refusal(await world.WriteAsync(Published.Invoice(currency: "EUR"), "1"));
        var memo = Refusal(await world.WriteAsync(Published.CreditMemo(currency: "EUR"), "1"));
        Assert.All([invoice, memo], problem =>
        {
            Assert.Equal((code, "Currency"), (problem.Code, problem.Path));
            Assert.NotNull(problem.Fix);
            Assert.NotNull(problem.Link);
        });
        Assert.False(world.QuickBooks.Usage.Requests.ContainsKey("batch"));
    }

    [Fact]
    [Trait("Trap", "quickbooks-19")]
    public async Task A_document_in_closed_books_is_refused_before_the_call()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        world.Company.Change(profile => profile with { BookCloseDate = new DateOnly(2026, 3, 2) });
        Assert.Equal("books.closed", Refusal(await world.WriteAsync(Published.Invoice(), "1")).Code);
        Assert.False(world.QuickBooks.Usage.Requests.ContainsKey("batch"));
        Assert.IsType<WriteOutcome.Created>(await world.WriteAsync(Published.CreditMemo(), "1"));
    }

    [Fact]
    [Trait("Trap", "quickbooks-19")]
    public async Task Payments_and_uses_of_credit_in_closed_books_are_refused_before_the_call()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        world.Company.Change(profile => profile with { BookCloseDate = new DateOnly(2026, 3, 2) });
        var day = new LocalDate(2026, 3, 2);

        Assert.Equal(("books.closed", "Date"), await RefusedAsync(world.Session.Payments, Paid(day)));
        Assert.Equal(("books.closed", "Date"), await RefusedAsync(world.Session.Records<CreditApplication>(), Used(day), WriteVerb.Apply));
        Assert.False(world.QuickBooks.Usage.Requests.ContainsKey("batch"));
        Assert.IsType<WriteOutcome.Created>(
            await world.Session.Payments.WriteAsync(world.Intent(Paid(day.PlusDays(1)), "1"), cancellationToken: Token)
        );

        async Task<(string, string)> RefusedAsync<TRecord>(RecordSet<TRecord> set, TRecord record, WriteVerb verb = WriteVerb.Upsert)
            where TRecord : class, IRecord
        {
            var intent = world.Intent(record, "1") with { Verb = verb };
            intent = intent with { References = intent.References.And<CreditMemo>("cm-1", "1").And<Invoice>("inv-1", "1") };
            var problem = Refusal(await set.WriteAsync(intent, cancellationToken: Token));
            return (problem.Code, problem.Path);
        }
    }

    /// <summary>It is the merchant's afternoon of the third in Sydney, and still the second where QuickBooks' servers stand.</summary>
    [Fact]
    [Trait("Behaviour", "S3-12")]
    [Trait("Trap", "quickbooks-19")]
    public async Task The_date_is_the_merchants_where_QuickBooks_would_take_its_own()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var now = world.Clock.GetUtcNow();
        world.Clock.Advance(now.Date.AddDays(1).AddHours(2) - now.DateTime);
        var merchants = LocalDate.FromDateTime(now.Date).PlusDays(1);
        var invoice = Published.Invoice() with { IssueDate = merchants, DueDate = merchants.PlusDays(30) };

        var made = (await world.WriteAsync(invoice, "1")).Target().ExternalId;
        var memo = (await world.WriteAsync(Published.CreditMemo() with { IssueDate = merchants }, "1")).Target().ExternalId;
        var paid = await world.Session.Payments.WriteAsync(world.Intent(Paid(merchants), "1"), cancellationToken: Token);
        var use = world.Intent(Used(merchants), "1") with { Verb = WriteVerb.Apply };
        use = use with { References = use.References.And<CreditMemo>("cm-1", memo).And<Invoice>("inv-1", made) };
        var used = await world.Session.Records<CreditApplication>().WriteAsync(use, cancellationToken: Token);

        var theirs = world.Company.ReceivePayment(made, 1m);
        Assert.All(
            [
                world.Company.Invoices.Find(made), world.Company.CreditMemos.Find(memo),
                world.Company.Payments.Find(paid.Target().ExternalId), world.Company.Payments.Find(used.Target().ExternalId),
            ],
            document => Assert.Equal(QuickBooksValues.Text(merchants), (string?)document!["TxnDate"])
        );
        Assert.Equal(QuickBooksValues.Text(merchants.PlusDays(-1)), (string?)world.Company.Payments.Find(theirs)!["TxnDate"]);
        Assert.Equal("document.date.missing", Refusal(await world.WriteAsync(invoice with { Id = "inv-2", IssueDate = null }, "1")).Code);
        Assert.Equal(
            "payment.date.missing",
            Refusal(await world.Session.Payments.WriteAsync(world.Intent(Paid(null), "1"), cancellationToken: Token)).Code
        );
        use = use with { Key = "another", Record = Used(null) };
        Assert.Equal(
            "application.date.missing",
            Refusal(await world.Session.Records<CreditApplication>().WriteAsync(use, cancellationToken: Token)).Code
        );
    }

    [Fact]
    public async Task The_terms_by_which_QuickBooks_dates_an_invoice_are_told()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = await world.WriteAsync(Published.Invoice() with { DueDate = null }, "1");
        var note = Assert.Single(made.Notes, one => one.Path == nameof(Invoice.DueDate));
        Assert.Equal((MappingNoteKind.Defaulted, "2026-04-01"), (note.Kind, note.To));
    }

    [Fact]
    [Trait("Behaviour", "S1-13")]
    public async Task The_record_as_QuickBooks_sent_it_stands_beside_the_unified_one()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var customers = await world.Session.Customers.ReadAllAsync(cancellationToken: Token).ToListAsync(Token);
        Assert.All(customers, customer =>
        {
            var native = JsonNode.Parse(customer.Source!.Payload.ToString());
            Assert.True(JsonNode.DeepEquals(world.Company.Customers.Find(customer.Id), native), native!.ToJsonString());
        });
    }

    private static Payment Paid(LocalDate? date) => new()
    {
        Id = "pay-1",
        CustomerId = Published.CustomerId,
        Amount = 20m,
        Currency = CurrencyCode.Parse("USD"),
        Date = date,
    };

    private static CreditApplication Used(LocalDate? date) => new()
    {
        Id = "use-1",
        CustomerId = Published.CustomerId,
        CreditMemoId = "cm-1",
        InvoiceId = "inv-1",
        Amount = 5m,
        Currency = CurrencyCode.Parse("USD"),
        Date = date,
    };

    private static Problem Refusal(WriteOutcome outcome) => Assert.Single(Assert.IsType<WriteOutcome.Rejected>(outcome).Problems);
}
