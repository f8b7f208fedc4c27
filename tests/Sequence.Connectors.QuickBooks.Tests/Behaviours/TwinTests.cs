using System.Text.Json.Nodes;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>
/// The connector and node-quickbooks do the same to two companies that were alike: after each step node-quickbooks, Intuit's own
/// intuit-oauth and the connector see the same of both.
/// </summary>
public sealed class TwinTests
{
    private static readonly CurrencyCode Dollar = CurrencyCode.Parse("USD");

    [Fact]
    public async Task Every_client_sees_the_same_after_every_verb()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        await world.ConfigureAsync(settings => settings.With("mails.to_customers", "yes"));
        await using var twins = await Twins.StartAsync(world);
        var account = (string)world.Company.Documents("Account").First(one => (string?)one["AccountType"] == "Income")["Id"]!;

        var customer = await CustomerAsync(world, twins);
        var product = await ProductAsync(world, twins, account);
        var linked = References.To<Customer>(Published.CustomerId, customer.ExternalId).And<Product>("prod-1", product.ExternalId);
        var books = new Books(world, twins, linked);
        var (first, second) = (await InvoiceAsync(books), await SecondInvoiceAsync(books));
        var memo = await CreditMemoAsync(books);
        await PaymentsAsync(books, first, second);
        await UsesOfCreditAsync(books, first, memo);
        await EndsAsync(books, first, memo);
        await ArchivesAsync(books, customer, product);

        Assert.True(twins.Differences.Count == 0, string.Join('\n', twins.Differences));
        Assert.Equal(DeclaredVerbs.Of(world.Connectors), twins.Done.Order(StringComparer.Ordinal));
    }

    private static async Task<WriteTarget> CustomerAsync(QuickBooksWorld world, Twins twins)
    {
        var record = Published.Customer();
        var address = new JsonObject
        {
            ["Line1"] = "1 Dock Road", ["City"] = "Seattle", ["CountrySubDivisionCode"] = "WA", ["PostalCode"] = "98101",
            ["Country"] = "United States",
        };
        var made = await twins.StepAsync(world.Intent(record, ""), "Customer", "create", new()
        {
            ["DisplayName"] = "Northwind Traders",
            ["GivenName"] = "Ada",
            ["FamilyName"] = "Byron",
            ["PrimaryEmailAddr"] = Member("Address", "ap@northwind.example"),
            ["BillAddr"] = address,
        });
        var changed = record with { Name = "Northwind & Sons", Phone = "+1 206 555 0100", Website = "https://northwind.example" };
        return await twins.StepAsync(world.Intent(changed, "", made, 2), "Customer", "update", new()
        {
            ["DisplayName"] = "Northwind & Sons",
            ["PrimaryPhone"] = Member("FreeFormNumber", "+1 206 555 0100"),
            ["WebAddr"] = Member("URI", "https://northwind.example"),
        });
    }

    private static async Task<WriteTarget> ProductAsync(QuickBooksWorld world, Twins twins, string account)
    {
        var record = new Product
        {
            Id = "prod-1",
            Name = "Seats",
            Description = "Seats of the team plan",
            UnitPrice = 20m,
            LedgerAccountId = "sales",
        };
        var references = References.To<LedgerAccount>("sales", account);
        var made = await twins.StepAsync(world.Intent(record, "") with { References = references }, "Item", "create", new()
        {
            ["Name"] = "Seats",
            ["Description"] = "Seats of the team plan",
            ["UnitPrice"] = 20m,
            ["IncomeAccountRef"] = Member("value", account),
            ["Type"] = "Service",
        });
        var dearer = record with { UnitPrice = 25m, Sku = "SEAT" };
        return await twins.StepAsync(
            world.Intent(dearer, "", made, 2) with { References = references }, "Item", "update",
            new() { ["UnitPrice"] = 25m, ["Sku"] = "SEAT" });
    }

    private static async Task<WriteTarget> InvoiceAsync(Books books)
    {
        var record = Published.Invoice() with
        {
            Lines =
            [
                new() { Id = "l1", Description = "Seats", ProductId = "prod-1", Quantity = 5m, UnitPrice = 20m, NetTotal = 100m },
                new() { Id = "l2", Kind = InvoiceLineKind.Text, Description = "As agreed" },
            ],
            Memo = "Thank you",
            BillingEmail = "ap@northwind.example",
        };
        var made = await books.StepAsync(record, null, "Invoice", "create", books.Document("INV-1", "2026-03-02", new()
        {
            ["DueDate"] = "2026-04-01",
            ["SalesTermRef"] = books.Term(30),
            ["CustomerMemo"] = Member("value", "Thank you"),
            ["BillEmail"] = Member("Address", "ap@northwind.example"),
            ["Line"] = new JsonArray(books.Line(5m, 20m, "Seats"), Text("As agreed")),
        }));
        var changed = record with
        {
            Memo = "Thanks",
            Lines = [record.Lines[0] with { Quantity = 6m, NetTotal = 120m }, record.Lines[1]],
        };
        var lines = books.LinesOf("Invoice", made.ExternalId);
        lines[0]!["Amount"] = 120m;
        lines[0]!["SalesItemLineDetail"]!["Qty"] = 6m;
        var stands = await books.StepAsync(changed, made, "Invoice", "update", new()
        {
            ["CustomerMemo"] = Member("value", "Thanks"),
            ["Line"] = lines,
        });
        var moved = changed with { IssueDate = new(2026, 3, 10), DueDate = new(2026, 4, 9) };
        await books.VerbAsync(moved, stands, WriteVerb.MoveDate, "Invoice", "update", new()
        {
            ["TxnDate"] = "2026-03-10", ["DueDate"] = "2026-04-09", ["SalesTermRef"] = books.Term(30),
        });
        await books.VerbAsync(moved, stands, WriteVerb.MarkSent, "Invoice", "update", Member("EmailStatus", "EmailSent"));
        await books.VerbAsync(moved, stands, WriteVerb.Send, "Invoice", "send");
        return stands;
    }

    private static Task<WriteTarget> SecondInvoiceAsync(Books books) => books.StepAsync(
        Published.Invoice("inv-2", 80m), null, "Invoice", "create", books.Document("INV-2", "2026-03-02", new()
        {
            ["DueDate"] = "2026-04-01",
            ["SalesTermRef"] = books.Term(30),
            ["Line"] = new JsonArray(books.Line(1m, 80m, "Platform", books.World.ServiceItem())),
        }));

    private static async Task<WriteTarget> CreditMemoAsync(Books books)
    {
        var record = Published.CreditMemo() with { BillingEmail = "ap@northwind.example" };
        var made = await books.StepAsync(record, null, "CreditMemo", "create", books.Document("CM-1", "2026-03-05", new()
        {
            ["BillEmail"] = Member("Address", "ap@northwind.example"),
            ["Line"] = new JsonArray(books.Line(1m, 40m, "Goodwill", books.World.ServiceItem())),
        }));
        var stands = await books.StepAsync(record with { Memo = "Sorry" }, made, "CreditMemo", "update", new()
        {
            ["CustomerMemo"] = Member("value", "Sorry"),
        });
        await books.VerbAsync(
            record with { IssueDate = new(2026, 3, 6) }, stands, WriteVerb.MoveDate, "CreditMemo", "update",
            Member("TxnDate", "2026-03-06"));
        await books.VerbAsync(record, stands, WriteVerb.MarkSent, "CreditMemo", "update", Member("EmailStatus", "EmailSent"));
        await books.VerbAsync(record, stands, WriteVerb.Send, "CreditMemo", "send");
        return stands;
    }

    /// <summary>Each payment pays two invoices.</summary>
    private static async Task PaymentsAsync(Books books, WriteTarget first, WriteTarget second)
    {
        var both = new[] { ("Invoice", first.ExternalId), ("Invoice", second.ExternalId) };
        foreach (var verb in (WriteVerb[])[WriteVerb.Void, WriteVerb.Delete])
        {
            var record = Paid($"pay-{verb}", 70m, ("inv-1", 40m), ("inv-2", 30m));
            var made = await books.StepAsync(
                record, null, "Payment", "create",
                books.Paid(70m, (40m, "Invoice", first.ExternalId), (30m, "Invoice", second.ExternalId)), both);
            var stands = await books.StepAsync(
                Paid($"pay-{verb}", 60m, ("inv-1", 25m), ("inv-2", 35m)), made, "Payment", "update",
                books.Paid(60m, (25m, "Invoice", first.ExternalId), (35m, "Invoice", second.ExternalId)), both);
            await books.VerbAsync(record, stands, verb, "Payment", verb == WriteVerb.Void ? "void" : "delete", null, both);
        }
    }

    /// <summary>A use of its own, and one that somebody put into a payment of two invoices.</summary>
    private static async Task UsesOfCreditAsync(Books books, WriteTarget invoice, WriteTarget memo)
    {
        var both = new[] { ("Invoice", invoice.ExternalId), ("CreditMemo", memo.ExternalId) };
        var use = new CreditApplication
        {
            Id = "use-1",
            CustomerId = Published.CustomerId,
            CreditMemoId = "cm-1",
            InvoiceId = "inv-1",
            Amount = 15m,
            Currency = Dollar,
            Date = new(2026, 3, 6),
        };
        var alone = await books.VerbAsync(
            use, null, WriteVerb.Apply, "Payment", "create",
            books.Paid(0m, "2026-03-06", (15m, "CreditMemo", memo.ExternalId), (15m, "Invoice", invoice.ExternalId)), both);
        await books.VerbAsync(use, alone, WriteVerb.Unapply, "Payment", "delete", null, both);

        var second = books.IdOf("inv-2");
        var shared = books.Enter(
            "pay-shared", "Payment",
            books.Paid(35m, (30m, "Invoice", invoice.ExternalId), (20m, "Invoice", second), (15m, "CreditMemo", memo.ExternalId)));
        await books.VerbAsync(
            use with { Id = "use-2" }, shared, WriteVerb.Unapply, "Payment", "update",
            books.Paid(35m, (15m, "Invoice", invoice.ExternalId), (20m, "Invoice", second)), [.. both, ("Invoice", second)]);
    }

    private static async Task EndsAsync(Books books, WriteTarget invoice, WriteTarget memo)
    {
        await books.VerbAsync(Published.Invoice(), invoice, WriteVerb.Void, "Invoice", "void", null, ("Payment", books.IdOf("pay-shared")));
        await books.VerbAsync(
            Published.Invoice("inv-2"), new() { ExternalId = books.IdOf("inv-2") }, WriteVerb.Delete, "Invoice", "delete", null,
            ("Payment", books.IdOf("pay-shared")));
        await books.VerbAsync(Published.CreditMemo(), memo, WriteVerb.Delete, "CreditMemo", "delete");
    }

    private static async Task ArchivesAsync(Books books, WriteTarget customer, WriteTarget product)
    {
        await books.VerbAsync(new Product { Id = "prod-1" }, product, WriteVerb.Archive, "Item", "update", new() { ["Active"] = false });
        await books.VerbAsync(Published.Customer(), customer, WriteVerb.Archive, "Customer", "update", new() { ["Active"] = false });
    }

    private static Payment Paid(string id, decimal amount, params (string Id, decimal Amount)[] parts) => new()
    {
        Id = id,
        CustomerId = Published.CustomerId,
        Amount = amount,
        Currency = Dollar,
        Date = new(2026, 3, 20),
        Reference = "W-1",
        Allocations = parts.Select(part => new PaymentAllocation
        {
            InvoiceId = part.Id.StartsWith("inv", StringComparison.Ordinal) ? part.Id : null,
            CreditMemoId = part.Id.StartsWith("cm", StringComparison.Ordinal) ? part.Id : null,
            Amount = part.Amount,
        }).ToValueList(),
    };

    private static JsonObject Text(string text) => new() { ["DetailType"] = "DescriptionOnly", ["Description"] = text };

    private static JsonObject Member(string name, string value) => new() { [name] = value };

    /// <summary>What the host has linked so far, and objects of QuickBooks as somebody writes them by hand.</summary>
    private sealed class Books(QuickBooksWorld world, Twins twins, References references)
    {
        private readonly Dictionary<string, string> _ids = new(StringComparer.Ordinal);
        private References _references = references;

        public QuickBooksWorld World => world;

        public string IdOf(string record) => _ids[record];

        public WriteTarget Enter(string name, string entity, JsonObject document) =>
            new() { ExternalId = _ids[name] = twins.Enter(entity, document) };

        public async Task<WriteTarget> StepAsync<TRecord>(
            TRecord record, WriteTarget? target, string entity, string verb, JsonObject change, params (string Entity, string Id)[] besides)
            where TRecord : class, IRecord
        {
            var intent = world.Intent(record, "", target, target is null ? null : 2) with { References = _references };
            var done = await twins.StepAsync(intent, entity, verb, change, besides);
            _references = _references.And<TRecord>(record.Id, done.ExternalId);
            _ids[record.Id] = done.ExternalId;
            return done;
        }

        public Task<WriteTarget> VerbAsync<TRecord>(
            TRecord record, WriteTarget? target, WriteVerb verb, string entity, string node, JsonObject? change = null,
            params (string Entity, string Id)[] besides)
            where TRecord : class, IRecord => twins.StepAsync(
                new WriteIntent<TRecord>
                {
                    Key = IntentKey.Of<TRecord>(world.Connection.Id, record.Id, verb),
                    Verb = verb,
                    Record = record,
                    Target = target,
                    References = _references,
                },
                entity, node, change, besides);

        public JsonObject Document(string number, string date, JsonObject rest)
        {
            rest["DocNumber"] = number;
            rest["TxnDate"] = date;
            rest["CustomerRef"] = Member("value", _references.Find<Customer>(Published.CustomerId)!);
            return rest;
        }

        public JsonObject Line(decimal quantity, decimal price, string text, string? item = null) => new()
        {
            ["Description"] = text,
            ["Amount"] = quantity * price,
            ["DetailType"] = "SalesItemLineDetail",
            ["SalesItemLineDetail"] = new JsonObject
            {
                ["ItemRef"] = Member("value", item ?? _references.Find<Product>("prod-1")!),
                ["Qty"] = quantity,
                ["UnitPrice"] = price,
                ["TaxCodeRef"] = Member("value", "TAX"),
            },
        };

        public JsonArray LinesOf(string entity, string id) => new([
            .. world.Company.Documents(entity).Find(id)!["Line"]!.AsArray()
                .Where(line => (string?)line!["DetailType"] != "SubTotalLineDetail")
                .Select(line => line!.DeepClone()),
        ]);

        public JsonObject Term(int days) =>
            Member("value", (string)world.Company.Documents("Term").First(term => (int?)term["DueDays"] == days)["Id"]!);

        public JsonObject Paid(decimal total, params (decimal Amount, string Type, string Id)[] lines)
        {
            var paid = Paid(total, "2026-03-20", lines);
            paid["PaymentRefNum"] = "W-1";
            return paid;
        }

        public JsonObject Paid(decimal total, string date, params (decimal Amount, string Type, string Id)[] lines) => new()
        {
            ["CustomerRef"] = Member("value", _references.Find<Customer>(Published.CustomerId)!),
            ["TxnDate"] = date,
            ["TotalAmt"] = total,
            ["Line"] = new JsonArray([.. lines.Select(line => new JsonObject
            {
                ["Amount"] = line.Amount,
                ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = line.Id, ["TxnType"] = line.Type }),
            })]),
        };
    }
}
