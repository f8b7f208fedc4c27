using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

/// <summary>
/// What the connector sends, and what it is answered, passes Xero's own specification: Prism stands between the two and refuses
/// what breaks it.
/// </summary>
public sealed class SpecificationTests
{
    // What must have gone that way, or the test shows less than it says.
    private static readonly HashSet<string> Called =
    [
        "DELETE /CreditNotes/{id}/Allocations/{id}",
        "DELETE /Items/{id}",
        "GET /Accounts",
        "GET /BatchPayments",
        "GET /Contacts",
        "GET /CreditNotes",
        "GET /Currencies",
        "GET /Invoices",
        "GET /Invoices/{id}/OnlineInvoice",
        "GET /Items",
        "GET /Organisation",
        "GET /Organisation/Actions",
        "GET /Payments",
        "GET /TaxRates",
        "GET /TrackingCategories",
        "POST /BatchPayments/{id}",
        "POST /Contacts",
        "POST /CreditNotes",
        "POST /Invoices",
        "POST /Invoices/{id}/Email",
        "POST /Items",
        "POST /Payments/{id}",
        "PUT /BatchPayments",
        "PUT /Contacts",
        "PUT /CreditNotes",
        "PUT /CreditNotes/{id}/Allocations",
        "PUT /Invoices",
        "PUT /Items",
        "PUT /Payments",
    ];

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everything_that_succeeds_is_as_the_specification_has_it()
    {
        // Outlives the world, which is made with a way that is not open yet.
        await using var way = new SpecifiedWay();
        await using var world = await XeroWorld.StartAsync(
            settings: given => given
                .With("accounts.default", "200").With("taxes.default", "OUTPUT2")
                .With("payments.deposit_account", "090").With("tracking.Region", "North"),
            configure: connectors => connectors.ConfigureHttpClient("xero", http => http.ConfigurePrimaryHttpMessageHandler(way.Handler)));
        await way.OpenAsync(world);

        await WriteAllAsync(world);
        await WriteBatchesAsync(world);
        await ChangeDocumentsAsync(world);
        await ReadAllAsync(world);
        Assert.Empty((await world.Session.PreflightAsync(Stop)).Problems);

        Assert.Empty(way.Violations);
        Assert.Equal(["DELETE /CreditNotes/{id}/Allocations/{id}"], way.Excused);
        Assert.Subset(way.Operations.ToHashSet(), Called);
    }

    [Fact]
    public async Task A_custom_connection_is_held_to_the_specification_too()
    {
        await using var way = new SpecifiedWay();
        await using var world = await XeroWorld.StartAsync(
            configure: connectors => connectors.ConfigureHttpClient("xero", http => http.ConfigurePrimaryHttpMessageHandler(way.Handler)));
        var back = await world.Connectors.BeginConnectAsync(XeroWorld.Request("tenant-2", "custom"), Stop);
        var connection = Assert.Single(await world.Connectors.CompleteConnectAsync(back, Stop));
        await world.Connectors.ConfigureAsync(connection.Id, given => given.With("accounts.default", "200"), Stop);
        var session = await world.Connectors.OpenAsync(connection.Id, Stop);
        await way.OpenAsync(world);

        var made = await session.Invoices.WriteAsync(world.Intent(Published.Invoice()), cancellationToken: Stop);
        Assert.NotNull(await session.Invoices.FindAsync(made.Target().ExternalId, Stop));
        Assert.NotEmpty(await session.Customers.ReadAllAsync(cancellationToken: Stop).ToListAsync(Stop));

        Assert.Empty(way.Violations);
        Assert.Equal(["xero-tenant-id"], way.Excused);
        Assert.Contains("PUT /Invoices", way.Operations);
    }

    private static async Task WriteAllAsync(XeroWorld world)
    {
        var made = (await world.WriteAsync(world.Intent(Published.Customer()))).Target();
        await SettledAsync(world, world.Intent(Published.Customer() with { Phone = "555 0199" }, made, revision: 2));
        var invoice = Published.Invoice() with
        {
            Lines =
            [
                new()
                {
                    Id = "l1",
                    Description = "Seats",
                    Quantity = 3,
                    UnitPrice = 33.3333m,
                    NetTotal = 100m,
                    TaxTotal = 15m,
                },
            ],
            TaxTotal = 15m,
            GrossTotal = 115m,
        };
        var target = (await world.WriteAsync(world.Intent(invoice))).Target();
        await SettledAsync(world, world.Intent(invoice with { PurchaseOrderNumber = "PO-1" }, target, revision: 2));
        await SettledAsync(
            world,
            world.Intent(
                invoice with
                {
                    IssueDate = new(2026, 3, 9),
                    DueDate = new(2026, 4, 9),
                },
                target,
                verb: WriteVerb.MoveDate
            )
        );
        await SettledAsync(world, world.Intent(invoice, target, verb: WriteVerb.MarkSent));
        await SettledAsync(world, world.Intent(invoice, target, verb: WriteVerb.Send));
        Assert.NotNull(await world.Session.Find<IXeroInvoicePages>()!.FindAsync(target.ExternalId, Stop));
        var other = (await world.WriteAsync(world.Intent(Published.Invoice("inv-2")))).Target();
        await SettledAsync(world, world.Intent(Published.Invoice("inv-2"), other, verb: WriteVerb.Void));
        var note = (await world.WriteAsync(world.Intent(Published.CreditMemo()))).Target();
        await SettledAsync(world, world.Application("ap-1", note.ExternalId, target.ExternalId, 5m));
        await SettledAsync(world, world.Intent(Published.Customer(), made, verb: WriteVerb.Archive));
        world.Organisation.ReceivePayment(target.ExternalId, 10m);
        await WritePaymentsAsync(world, note.ExternalId);
        var product = new Product { Id = "seat", Sku = "SEAT-1", Name = "Seat", UnitPrice = 7.1234m };
        var item = (await world.WriteAsync(world.Intent(product))).Target();
        await SettledAsync(world, world.Intent(product with { Description = "A seat" }, item, revision: 2));
    }

    /// <summary>Several elements in each request, made, made again after their answers were lost, and changed.</summary>
    private static async Task WriteBatchesAsync(XeroWorld world)
    {
        foreach (var resource in (string[])["contacts", "invoices", "creditnotes", "items"])
        {
            world.Xero.Faults.Add(new() { Kind = SimulatedFaultKind.CutAfterEffect, Resource = resource, Operation = "create", Times = 4 });
        }

        var customers = Each(number => Published.Customer($"batch-{number}", $"Batch {number}"));
        var invoices = Each(number => Published.Invoice($"batch-{number}"));
        var memos = Each(number => Published.CreditMemo($"memo-{number}"));
        var products = Each(number => new Product { Id = $"p-{number}", Sku = $"P-{number}", Name = $"Product {number}" });
        var (madeCustomers, madeInvoices, madeMemos, madeProducts) = (
            await MadeAsync(world, customers), await MadeAsync(world, invoices),
            await MadeAsync(world, memos), await MadeAsync(world, products));
        await ChangedAsync(world, madeCustomers, customer => customer with { Name = $"{customer.Name} Ltd" });
        await ChangedAsync(world, madeInvoices, invoice => invoice with { Lines = [invoice.Lines[0] with { Description = "Edited" }] });
        await ChangedAsync(world, madeMemos, memo => memo with { Memo = "As agreed" });
        await ChangedAsync(world, madeProducts, product => product with { UnitPrice = 9.99m });
        await SettledAsync(world, world.Intent(madeProducts[0].Record, madeProducts[0].Target, verb: WriteVerb.Delete));

        static TRecord[] Each<TRecord>(Func<int, TRecord> make) => [.. Enumerable.Range(1, 3).Select(make)];
    }

    /// <summary>What becomes of documents after they were made: moved, voided, deleted, and credit taken back.</summary>
    private static async Task ChangeDocumentsAsync(XeroWorld world)
    {
        var invoice = (await world.WriteAsync(world.Intent(Published.Invoice("inv-9")))).Target();
        var memo = Published.CreditMemo("cm-9");
        var note = (await world.WriteAsync(world.Intent(memo))).Target();
        var applied = (await world.WriteAsync(world.Application("ap-9", note.ExternalId, invoice.ExternalId, 5m))).Target();
        await SettledAsync(
            world,
            world.Application("ap-9", note.ExternalId, invoice.ExternalId, 5m) with
            {
                Key = "back-9",
                Verb = WriteVerb.Unapply,
                Target = applied,
            }
        );
        await SettledAsync(world, world.Intent(memo with { IssueDate = new(2026, 3, 9) }, note, verb: WriteVerb.MoveDate));
        await SettledAsync(world, world.Intent(memo, note, verb: WriteVerb.Void));
        foreach (var entity in (string[])["Invoice", "CreditNote"])
        {
            var draft = new WriteTarget { ExternalId = world.Organisation.Save(entity, Draft(world, entity)) };
            await (entity == "Invoice"
                ? SettledAsync(world, world.Intent(Published.Invoice("draft"), draft, verb: WriteVerb.Delete))
                : SettledAsync(world, world.Intent(Published.CreditMemo("draft"), draft, verb: WriteVerb.Delete)));
        }
    }

    private static JsonObject Draft(XeroWorld world, string entity) =>
        new()
        {
            ["Type"] = entity == "Invoice" ? "ACCREC" : "ACCRECCREDIT",
            ["Contact"] = new JsonObject { ["ContactID"] = world.ContactId },
            ["Status"] = "DRAFT",
            ["LineItems"] = new JsonArray(new JsonObject { ["Description"] = "x", ["UnitAmount"] = 1m, ["AccountCode"] = "200" }),
        };

    private static async Task<List<(TRecord Record, WriteTarget Target)>> MadeAsync<TRecord>(XeroWorld world, TRecord[] records)
        where TRecord : class, IRecord
    {
        var known = await world.WriteUntilKnownAsync([.. records.Select(record => world.Intent(record))]);
        return [.. records.Select(record => (record, Assert.IsType<WriteOutcome.Created>(known[world.Intent(record).Key]).Target()))];
    }

    private static async Task ChangedAsync<TRecord>(
        XeroWorld world, List<(TRecord Record, WriteTarget Target)> made, Func<TRecord, TRecord> change)
        where TRecord : class, IRecord
    {
        var intents = made.Select(one => world.Intent(change(one.Record), one.Target, revision: 2)).ToList();
        Assert.All(await world.WriteAsync(intents), outcome => Assert.IsType<WriteOutcome.Updated>(outcome));
    }

    private static async Task WritePaymentsAsync(XeroWorld world, string note)
    {
        var invoices = await world.WriteAsync([world.Intent(Published.Invoice("inv-3")), world.Intent(Published.Invoice("inv-4"))]);
        var one = world.Paying(Published.Payment("pay-1", ("inv-3", 40m)), invoices[0]);
        var several = world.Paying(Published.Payment("pay-2", ("inv-3", 20m), ("inv-4", 30m)), [.. invoices]);
        var refund = world.Intent(
            Published.Payment("ref-1") with { Amount = 3m, Allocations = [new() { CreditMemoId = "cm-1", Amount = 3m }] }
        ) with
        {
            References = References.To<CreditMemo>("cm-1", note),
        };

        // Answers that were lost are looked for; the specification judges that way too.
        world.Xero.Faults.Next(SimulatedFaultKind.CutAfterEffect, times: 4, resource: "payments");
        world.Xero.Faults.Next(SimulatedFaultKind.CutAfterEffect, times: 4, resource: "batchpayments");
        var made = await world.WriteUntilKnownAsync([one, several, refund]);
        Assert.All(made.Values, outcome => Assert.IsType<WriteOutcome.Created>(outcome));
        foreach (var intent in new[] { one, several })
        {
            var target = made[intent.Key].Target();
            Assert.NotNull(await world.Session.Payments.FindAsync(target.ExternalId, Stop));
            await SettledAsync(world, intent with { Key = $"back-{intent.Key}", Verb = WriteVerb.Void, Target = target });
        }
    }

    private static async Task ReadAllAsync(XeroWorld world)
    {
        await ReadAsync<Customer>(world);
        await ReadAsync<Invoice>(world);
        await ReadAsync<CreditMemo>(world);
        await ReadAsync<Payment>(world);
        await ReadAsync<Product>(world);
        await ReadAsync<LedgerAccount>(world);
        await ReadAsync<TaxRate>(world);
    }

    private static async Task ReadAsync<TRecord>(XeroWorld world)
        where TRecord : class, IRecord
    {
        var records = world.Session.Records<TRecord>();
        var pages = await records.ReadAsync(new() { PageSize = 2 }, Stop).ToListAsync(Stop);
        var read = pages.SelectMany(page => page.Changes).OfType<Change<TRecord>.Current>().ToList();
        Assert.NotEmpty(read);
        await records.ReadAsync(new() { After = pages[^1].Next }, Stop).ToListAsync(Stop);
        Assert.NotNull(await records.FindAsync(read[0].Record.Id, Stop));
    }

    private static async Task SettledAsync<TRecord>(XeroWorld world, WriteIntent<TRecord> intent)
        where TRecord : class, IRecord => (await world.WriteAsync(intent)).Target();
}
