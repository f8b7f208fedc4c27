using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class UpdateTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Trap", "quickbooks-6")]
    public async Task An_owned_null_is_cleared_and_what_is_not_owned_stays()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = await world.Session.Customers.WriteAsync(
            world.Intent(Published.Customer() with { Phone = "1", Website = "https://a.example" }, ""),
            cancellationToken: Token
        );
        var id = made.Target().ExternalId;
        world.Company.UpdateCustomer(id, new() { ["Mobile"] = new JsonObject { ["FreeFormNumber"] = "077" } });

        var record = Published.Customer() with { Name = "Another name", Phone = null, Website = null };
        var update = world.Intent(record, "", new() { ExternalId = id }, revision: 2) with { Fields = [nameof(Customer.Phone)] };
        Assert.IsType<WriteOutcome.Updated>(await world.Session.Customers.WriteAsync(update, cancellationToken: Token));
        var stored = world.Company.Customers.Find(id)!;
        Assert.Equal(("Northwind Traders", "077"), ((string?)stored["DisplayName"], (string?)stored["Mobile"]!["FreeFormNumber"]));
        var read = (await world.Session.Customers.FindAsync(id, Token))!;
        Assert.Equal((null, "https://a.example"), (read.Phone, read.Website));
    }

    [Fact]
    [Trait("Trap", "quickbooks-6")]
    public async Task Changing_the_due_date_alone_sends_nothing_else()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = await world.WriteAsync(Published.Invoice(), "1");
        var moved = world.Intent(
            Published.Invoice() with
            {
                DueDate = new LocalDate(2026, 5, 3),
            },
            "1",
            made.Target(),
            revision: 2
        ) with
        {
            Fields = [nameof(Invoice.DueDate)],
        };
        var plan = await world.Session.Invoices.PlanAsync([moved], Token);
        var body = JsonNode.Parse(plan.Requests[0].Body!)!["BatchItemRequest"]![0]!["Invoice"]!.AsObject();
        Assert.Equal(["Id", "SyncToken", "sparse", "DueDate"], body.Select(member => member.Key));

        Assert.IsType<WriteOutcome.Updated>(await world.Session.Invoices.WriteAsync(moved, cancellationToken: Token));
        var stored = world.Company.Invoices.Find(made.Target().ExternalId)!;
        Assert.Equal(("2026-05-03", "1"), ((string?)stored["DueDate"], (string?)stored["CustomerRef"]!["value"]));
    }

    [Theory]
    [InlineData(30, "Net 30")]
    [InlineData(0, "Due on receipt")]
    [InlineData(31, null)]
    public async Task An_invoice_bears_the_term_that_falls_due_on_its_due_date(int days, string? term)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var issued = new LocalDate(2026, 3, 2);
        var made = await world.WriteAsync(Published.Invoice() with { IssueDate = issued, DueDate = issued.PlusDays(days) }, "1");
        var reference = (string?)world.Company.Invoices.Find(made.Target().ExternalId)!["SalesTermRef"]?["value"];
        Assert.Equal(term, reference is null ? null : (string?)world.Company.Documents("Term").Find(reference)!["Name"]);
    }

    /// <summary>A term with a discount for paying early would offer the customer less than the invoice says.</summary>
    [Fact]
    public async Task A_term_with_a_discount_for_paying_early_is_never_chosen()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var terms = world.Company.Documents("Term");
        string Id(string name) => (string)terms.First(term => (string?)term["Name"] == name)["Id"]!;
        world.Company.Edit("Term", Id("Net 15"), new() { ["DueDays"] = 30, ["DiscountDays"] = 10, ["DiscountPercent"] = 2m });
        world.Company.Edit("Term", Id("Net 60"), new() { ["DiscountDays"] = 10, ["DiscountPercent"] = 2m });
        var issued = new LocalDate(2026, 3, 2);

        var plain = await world.WriteAsync(Published.Invoice() with { IssueDate = issued, DueDate = issued.PlusDays(30) }, "1");
        var other = Published.Invoice("inv-2") with { IssueDate = issued, DueDate = issued.PlusDays(60) };
        var none = await world.WriteAsync(other, "1");

        Assert.Equal(Id("Net 30"), (string?)world.Company.Invoices.Find(plain.Target().ExternalId)!["SalesTermRef"]!["value"]);
        Assert.Null(world.Company.Invoices.Find(none.Target().ExternalId)!["SalesTermRef"]);
    }

    [Theory]
    [InlineData(62, "Net 30")]
    [InlineData(60, null)]
    public async Task A_term_that_stays_though_it_says_another_day_is_told(int days, string? stays)
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var made = await world.WriteAsync(Published.Invoice(), "1");
        var moved = Published.Invoice() with { DueDate = Published.Invoice().IssueDate!.Value.PlusDays(days) };

        var changed = await world.Session.Invoices.WriteAsync(
            world.Intent(moved, "1", made.Target(), revision: 2) with { Fields = [nameof(Invoice.DueDate)] },
            cancellationToken: Token
        );

        var told = changed.Notes.SingleOrDefault(note => note.SystemPath == "SalesTermRef");
        Assert.Equal((stays, nameof(Invoice.DueDate)), (told?.To, told?.Path ?? nameof(Invoice.DueDate)));
    }

    [Fact]
    public async Task A_term_of_the_customer_that_says_another_day_is_told_on_a_new_invoice()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var customer = world.Company.AddCustomer(
            new JsonObject { ["DisplayName"] = "Term Works", ["SalesTermRef"] = new JsonObject { ["value"] = "3" } }
        );

        var made = await world.WriteAsync(Published.Invoice() with { DueDate = new(2026, 4, 10) }, customer);

        Assert.Contains(made.Notes, note => note is { Kind: MappingNoteKind.Differs, SystemPath: "SalesTermRef", To: "Net 30" });
    }

    [Fact]
    public async Task A_currency_that_cannot_be_changed_is_told()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStates with { MultiCurrency = true });
        var made = await world.Session.Customers.WriteAsync(world.Intent(Published.Customer(), ""), cancellationToken: Token);
        Assert.Empty(made.Notes);
        var update = world.Intent(Published.Customer(currency: "EUR"), "", made.Target(), revision: 2);
        var changed = Assert.IsType<WriteOutcome.Updated>(await world.Session.Customers.WriteAsync(update, cancellationToken: Token));
        var note = Assert.Single(changed.Notes);
        Assert.Equal((MappingNoteKind.Differs, "Currency", "EUR", "USD"), (note.Kind, note.Path, note.From, note.To));
    }

    [Fact]
    public async Task A_parent_that_is_kept_is_told()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var parent = world.Company.AddCustomer("Holding");
        var made = await world.Session.Customers.WriteAsync(
            world.Intent(Published.Customer() with { ParentId = "cus-0" }, "") with
            {
                References = References.To<Customer>("cus-0", parent),
            },
            cancellationToken: Token
        );
        Assert.Equal(parent, (string?)world.Company.Customers.Find(made.Target().ExternalId)!["ParentRef"]!["value"]);

        var update = world.Intent(Published.Customer(), "", made.Target(), revision: 2);
        var changed = await world.Session.Customers.WriteAsync(update, cancellationToken: Token);
        Assert.Contains(
            changed.Notes,
            note => note is { Kind: MappingNoteKind.Differs, Path: nameof(Customer.ParentId) } && note.To == parent
        );
    }

    [Fact]
    public async Task An_address_that_was_read_can_be_written_back_as_it_is()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var id = world.Company.AddCustomer(
            new JsonObject
            {
                ["DisplayName"] = "Five lines",
                ["BillAddr"] = new JsonObject
                {
                    ["Line1"] = "a",
                    ["Line2"] = "b",
                    ["Line3"] = "c",
                    ["Line4"] = "d",
                    ["Line5"] = "e",
                    ["City"] = "f",
                    ["PostalCode"] = "94213",
                    ["CountrySubDivisionCode"] = "CA",
                    ["Country"] = "USA",
                },
            }
        );
        var read = (await world.Session.Customers.FindAsync(id, Token))!;
        Assert.Equal("c, d, e", read.BillingAddress!.Line3);
        var update = world.Intent(read, "", new() { ExternalId = id }) with { Fields = [nameof(Customer.BillingAddress)] };
        Assert.IsType<WriteOutcome.Updated>(await world.Session.Customers.WriteAsync(update, cancellationToken: Token));
        var again = (await world.Session.Customers.FindAsync(id, Token))!.BillingAddress!;
        Assert.Equal(read.BillingAddress with { CountryText = null }, again with { CountryText = null });
    }

    [Fact]
    public async Task A_payment_goes_to_the_account_that_is_linked_and_to_no_other()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var payment = new Payment
        {
            Id = "pay-1",
            CustomerId = Published.CustomerId,
            Amount = 10m,
            Date = new(2026, 3, 6),
            DepositAccountId = "bank",
        };
        var intent = world.Intent(payment, "1");
        var refused = Assert.IsType<WriteOutcome.Rejected>(await world.Session.Payments.WriteAsync(intent, cancellationToken: Token));
        Assert.Equal(("reference.unlinked", "DepositAccountId"), (refused.Problems[0].Code, refused.Problems[0].Path));

        var linked = intent with { References = intent.References.And<LedgerAccount>("bank", "6") };
        var made = await world.Session.Payments.WriteAsync(linked, cancellationToken: Token);
        Assert.Equal("6", (string?)world.Company.Payments.Find(made.Target().ExternalId)!["DepositToAccountRef"]!["value"]);

        await world.ConfigureAsync(given => given.With("payments.deposit_account", "1"));
        var update = world.Intent(payment with { DepositAccountId = null, Amount = 12m }, "1", made.Target(), revision: 2);
        var changed = await world.Session.Payments.WriteAsync(update, cancellationToken: Token);
        Assert.Equal("6", (string?)world.Company.Payments.Find(changed.Target().ExternalId)!["DepositToAccountRef"]!["value"]);
    }

    [Fact]
    public async Task What_a_payment_cannot_carry_is_told_or_refused()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var payment = new Payment
        {
            Id = "pay-1",
            CustomerId = Published.CustomerId,
            Amount = 10m,
            Date = new(2026, 3, 6),
            MethodText = "Wire",
        };
        var made = await world.Session.Payments.WriteAsync(world.Intent(payment, "1"), cancellationToken: Token);
        Assert.Equal(["MethodText"], made.Notes.Select(note => note.Path));

        var custom = payment with { Id = "pay-2", CustomFields = CustomFields.Empty.With("order", "1") };
        var refused = Assert.IsType<WriteOutcome.Rejected>(
            await world.Session.Payments.WriteAsync(world.Intent(custom, "1"), cancellationToken: Token)
        );
        Assert.Equal("custom_field.unsupported", Assert.Single(refused.Problems).Code);
    }
}
