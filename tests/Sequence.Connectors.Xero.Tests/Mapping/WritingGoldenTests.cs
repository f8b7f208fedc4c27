using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>Records, and the requests that they become.</summary>
public sealed class WritingGoldenTests
{
    [Fact]
    public async Task Customer()
    {
        await using var world = await XeroWorld.StartAsync(settings: given => given with
        {
            FieldMaps = [new() { RecordType = RecordType.Of<Customer>(), Field = "vat", SystemField = "TaxNumber" }],
        });
        world.Organisation.Save("Currency", new JsonObject { ["Code"] = "AUD" });
        var customer = Published.Customer(name: "Tidewater  <West> & Söhne") with
        {
            Contacts =
            [
                new()
                {
                    GivenName = "Ines",
                    FamilyName = "Duarte",
                    Email = "ines@tidewater.example",
                    BillingPreference = BillingPreference.Primary,
                },
                new()
                {
                    Name = "Bo Ek",
                    Email = "bo@tidewater.example",
                    BillingPreference = BillingPreference.Standard,
                },
            ],
            ShippingAddress = new()
            {
                Line1 = "2 Quay",
                City = "Napier",
                RegionText = "Hawke's Bay",
                PostalCode = "4110",
                Country = CountryCode.Parse("NZ"),
            },
            Currency = CurrencyCode.Parse("AUD"),
            DefaultTaxRateId = "gst",
            ParentId = "cus-0",
            Phone = "555 0114",
            Website = "https://tidewater.example",
            CustomFields = CustomFields.Empty.With("vat", "NZ-1"),
        };
        var create = new WriteIntent<Customer> { Key = "key-1", Record = customer, References = References.To<TaxRate>("gst", "OUTPUT2") };
        await MatchAsync(world, create, "create");

        var cleared = create with
        {
            Record = customer with { Contacts = [], Phone = null },
            Fields = ["Contacts", "Phone"],
            Target = new() { ExternalId = world.ContactId },
        };
        await MatchAsync(world, cleared, "update");
    }

    [Fact]
    public async Task Invoice()
    {
        await using var world = await XeroWorld.StartAsync(
            settings: given =>
                given
                    .With("accounts.default", "200")
                    .With("accounts.seat", "210")
                    .With("items.kit", "KIT")
                    .With("taxes.gst", "OUTPUT2")
                    .With("tracking.Region", "North"),
            configure: connectors => connectors.AddXero(xero => xero.DocumentAddress = "https://app.example.com/invoices/{id}")
        );
        world.Organisation.Save("Currency", new JsonObject { ["Code"] = "AUD" });
        var invoice = Published.Invoice(currency: "AUD") with
        {
            PurchaseOrderNumber = "PO-77",
            Memo = "Thank you, Zoë",
            ExchangeRate = 1.1m,
            Lines =
            [
                new()
                {
                    Id = "l1",
                    Description = "Seats",
                    Quantity = 3,
                    UnitPrice = 10.1234m,
                    NetTotal = 30.37m,
                    ProductId = "seat",
                    TaxRateId = "gst",
                    TaxTotal = 4.56m,
                },
                new()
                {
                    Id = "l2",
                    Description = "Usage",
                    Quantity = 7,
                    UnitPrice = 0.123456m,
                    NetTotal = 0.86m,
                    TaxRateId = "gst",
                },
                new()
                {
                    Id = "l3",
                    Kind = InvoiceLineKind.Text,
                    Description = "As agreed",
                },
                new()
                {
                    Id = "l4",
                    Kind = InvoiceLineKind.Discount,
                    Description = "Loyalty",
                    NetTotal = -5m,
                    LedgerAccountId = "own",
                },
                new()
                {
                    Id = "l5",
                    Description = "Kit",
                    NetTotal = 12m,
                    ProductId = "kit",
                    ServiceStart = new(2026, 3, 1),
                },
            ],
            NetTotal = 38.23m,
            TaxTotal = 5.73m,
            GrossTotal = 43.96m,
        };
        var intent = world.Intent(invoice) with
        {
            References = References
                .To<Customer>(Published.CustomerId, "025867f1-d741-4d6b-b1af-9ac774b59ba7")
                .And<LedgerAccount>("own", "ebd06280-af70-4bed-97c6-7451a454ad85"),
        };
        await MatchAsync(world, intent, "create");

        var target = new WriteTarget
        {
            ExternalId = "220ddca8-3144-4085-9a88-2d72c5133734",
            Parts = [new("l1", "3f0ae9d4-6d2c-4a9c-8a0e-1de1a2b1c001")],
        };
        await MatchAsync(
            world,
            intent with
            {
                Target = target,
                Fields = ["Lines", "PurchaseOrderNumber"],
                Record = invoice with { PurchaseOrderNumber = null },
            },
            "update"
        );
    }

    [Fact]
    public async Task CreditMemo()
    {
        await using var world = await XeroWorld.StartAsync();
        var intent = world.Intent(Published.CreditMemo() with { Memo = "Sorry" }) with
        {
            Key = "0123456789abcdef0123456789abcdef",
            References = References.To<Customer>(Published.CustomerId, "c-1"),
        };
        await MatchAsync(world, intent, "create");
    }

    [Fact]
    public async Task CreditApplication()
    {
        await using var world = await XeroWorld.StartAsync();
        await MatchAsync(world, world.Application("ap-1", "n-1", "i-1", 25m), "apply");
    }

    [Fact]
    public async Task Payment()
    {
        await using var world = await XeroWorld.StartAsync(settings: given => given.With("payments.deposit_account", "090"));
        var one = Published.Payment("pay-1", ("inv-1", 40m)) with { Reference = "CHQ 7", MethodText = "Check", Memo = "In time" };
        var intent = world.Intent(one) with
        {
            Key = "0123456789abcdef0123456789abcdef",
            References = References.To<Invoice>("inv-1", "i-1").And<Invoice>("inv-2", "i-2").And<CreditMemo>("cm-1", "n-1"),
        };
        await MatchAsync(world, intent, "create");
        await MatchAsync(
            world,
            intent with
            {
                Record = Published.Payment("pay-2", ("inv-1", 40m), ("inv-2", 2.5m)),
            },
            "of_several"
        );
        await MatchAsync(
            world,
            intent with
            {
                Record = one with
                {
                    MethodText = null,
                    Memo = null,
                    Allocations = [new() { CreditMemoId = "cm-1", Amount = 40m }],
                },
            },
            "refund"
        );
    }

    [Fact]
    public async Task Product()
    {
        await using var world = await XeroWorld.StartAsync(
            settings: given => given.With("accounts.default", "200").With("taxes.gst", "OUTPUT2")
        );
        var product = new Product
        {
            Id = "seat-annual",
            Name = "Seat, annual",
            Description = "A seat for a year",
            UnitPrice = 120.12345m,
            TaxRateId = "gst",
            Taxable = true,
            KindText = "Service",
        };
        await MatchAsync(world, world.Intent(product), "create");

        var standing = world.Organisation.Save("Item", new JsonObject
        {
            ["Code"] = "THEIRS",
            ["Name"] = "Theirs",
            ["SalesDetails"] = new JsonObject { ["UnitPrice"] = 7.5m, ["AccountCode"] = "210", ["TaxType"] = "ZERORATED" },
        });
        var update = world.Intent(product, new() { ExternalId = standing }) with { Fields = ["Name", "UnitPrice"] };
        await MatchAsync(world, update, "update");
    }

    private static async Task MatchAsync<TRecord>(
        XeroWorld world, WriteIntent<TRecord> intent, string name, [System.Runtime.CompilerServices.CallerMemberName] string member = "")
        where TRecord : class, IRecord
    {
        var plan = await world.Session.Records<TRecord>().PlanAsync([intent], TestContext.Current.CancellationToken);
        Assert.Empty(plan.Outcomes);
        var request = Assert.Single(plan.Requests);
        var notes = plan.Notes.SelectMany(planned => planned.Notes).Select(note => (JsonNode)note.ToString()).ToArray();
        Snapshot.Match(
            new JsonObject
            {
                ["request"] = $"{request.Method} {request.Path}",
                ["body"] = JsonNode.Parse(request.Body!),
                ["notes"] = new JsonArray(notes),
            },
            name,
            member: member
        );
    }
}
