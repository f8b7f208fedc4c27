using System.Text.Json.Nodes;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>Records, and the requests that they become.</summary>
public sealed class WritingGoldenTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Customer()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedKingdom with { MultiCurrency = true });
        var customer = new Customer
        {
            Id = "cus-1",
            Name = "Tidewater: \"West\" & Söhne",
            Contacts =
            [
                new()
                {
                    GivenName = "Ines",
                    FamilyName = "Duarte",
                    Email = "ines@tidewater.example",
                    BillingPreference = BillingPreference.Primary,
                },
                new() { Email = "ap@tidewater.example" },
            ],
            BillingAddress = new()
            {
                Line1 = "12 Harbour Lane",
                Line2 = "Suite 4",
                City = "Half Moon Bay",
                Region = "CA",
                PostalCode = "94213",
                Country = CountryCode.Parse("US"),
            },
            Currency = CurrencyCode.Parse("EUR"),
            TaxStatus = TaxStatus.Taxed,
            DefaultTaxRateId = "standard",
            ParentId = "cus-0",
            Phone = "(650) 555-0114",
            Website = "https://tidewater.example",
        };
        var references = References.To<Customer>("cus-0", "17").And<TaxRate>("standard", "2");
        var create = new WriteIntent<Customer> { Key = "key-1", Record = customer, Variant = "EUR", References = references };
        await MatchAsync(world.Session.Customers, create, "create");

        var cleared = customer with
        {
            Contacts = [],
            BillingAddress = null,
            Phone = null,
            Website = null,
            TaxStatus = TaxStatus.Exempt,
            State = RecordState.Archived,
        };
        var stands = world.Company.AddCustomer(
            new JsonObject { ["DisplayName"] = "Tidewater", ["BillAddr"] = new JsonObject { ["Line1"] = "12 Harbour Lane" } });
        var update = create with
        {
            Record = cleared,
            Variant = null,
            Target = new() { ExternalId = stands, Version = "0" },
        };
        await MatchAsync(world.Session.Customers, update, "update");
    }

    [Fact]
    public async Task Invoice()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedStatesManualTax);
        await world.ConfigureAsync(given => given.With("taxes.default", "2") with
        {
            FieldMaps = [new() { RecordType = RecordType.Of<Invoice>(), Field = "order", SystemField = "order #" }],
        });
        var invoice = Published.Invoice() with
        {
            Memo = "Thank you, Zoë 🎉",
            BillingEmail = "ap@tidewater.example",
            BillingAddress = new()
            {
                Line1 = "12 Harbour Lane",
                City = "Half Moon Bay",
                Region = "CA",
                PostalCode = "94213",
                Country = CountryCode.Parse("US"),
            },
            CustomFields = CustomFields.Empty.With("order", "PO-77"),
            Lines =
            [
                new()
                {
                    Id = "l1",
                    Description = "Seats",
                    Quantity = 3,
                    UnitPrice = 50m,
                    NetTotal = 150m,
                    ProductId = "seats",
                    ServiceStart = new LocalDate(2026, 3, 1),
                },
                new()
                {
                    Id = "l2",
                    Kind = InvoiceLineKind.Text,
                    Description = "As agreed",
                },
                new()
                {
                    Id = "l3",
                    Description = "Usage",
                    Quantity = 1234567,
                    UnitPrice = 0.00012m,
                    NetTotal = 148.15m,
                    TaxTotal = 0m,
                },
                new()
                {
                    Id = "l4",
                    Kind = InvoiceLineKind.Discount,
                    Description = "Loyalty",
                    NetTotal = -10m,
                },
            ],
        };
        var references = References.To<Customer>("cus-1", "1").And<Product>("seats", "3");
        var create = new WriteIntent<Invoice> { Key = "key-1", Record = invoice, References = references };
        await MatchAsync(world.Session.Invoices, create, "create");

        var changed = invoice with
        {
            Memo = null,
            BillingEmail = null,
            CustomFields = CustomFields.Empty.With("order", null),
            Lines = [invoice.Lines[2], invoice.Lines[0] with { Description = null }],
        };
        var made = await world.Session.Invoices.WriteAsync(create, cancellationToken: Token);
        var update = create with { Record = changed, Base = invoice, Target = made.Target() };
        await MatchAsync(world.Session.Invoices, update, "update");
        await MatchAsync(world.Session.Invoices, update with { Fields = ["DueDate"] }, "due_date_only");
    }

    [Fact]
    public async Task CreditMemo()
    {
        await using var world = await QuickBooksWorld.StartAsync(QuickBooksCompanyProfile.UnitedKingdom);
        await world.ConfigureAsync(given => given.With("taxes.default", "2"));
        var memo = Published.CreditMemo(currency: "GBP") with { Memo = "Sorry", InvoiceId = "inv-1" };
        await MatchAsync(
            world.Session.CreditMemos,
            new()
            {
                Key = "key-1",
                Record = memo,
                References = References.To<Customer>("cus-1", "1"),
            },
            "create"
        );
    }

    [Fact]
    public async Task Payment()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        var payment = new Payment
        {
            Id = "pay-1",
            CustomerId = "cus-1",
            Amount = 130m,
            Currency = CurrencyCode.Parse("USD"),
            Date = new LocalDate(2026, 3, 25),
            Reference = "W-1",
            DepositAccountId = "bank",
            MethodText = "Wire",
            Memo = "Paid late",
            Allocations = [new() { InvoiceId = "inv-1", Amount = 100m }, new() { CreditMemoId = "cm-1", Amount = 25m }],
        };
        var references = References
            .To<Customer>("cus-1", "1")
            .And<Invoice>("inv-1", "130")
            .And<CreditMemo>("cm-1", "141")
            .And<LedgerAccount>("bank", "6");
        await MatchAsync(
            world.Session.Payments,
            new()
            {
                Key = "key-1",
                Record = payment,
                References = references,
            },
            "create"
        );
    }

    private static async Task MatchAsync<TRecord>(
        RecordSet<TRecord> records,
        WriteIntent<TRecord> intent,
        string name,
        [System.Runtime.CompilerServices.CallerMemberName] string member = ""
    )
        where TRecord : class, IRecord
    {
        var plan = await records.PlanAsync([intent], Token);
        Assert.Empty(plan.Outcomes);
        var request = Assert.Single(plan.Requests);
        var item = JsonNode.Parse(request.Body!)!["BatchItemRequest"]![0]!.DeepClone();
        item["notes"] = new JsonArray([.. plan.Notes.SelectMany(one => one.Notes).Select(note => JsonValue.Create(note.ToString()))]);
        Snapshot.Match(item, name, member: member);
    }
}
