using System.Text.Json.Nodes;
using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>The verbs, and the requests that they become.</summary>
public sealed class VerbGoldenTests
{
    private static readonly WriteTarget Target = new() { ExternalId = "130", Version = "2" };

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_verb()
    {
        await using var world = await QuickBooksWorld.StartAsync(settings: given =>
            given.With("items.default", "1").With("mails.send_to", "books+seq@merchant.example")
        );
        var customer = world.Company.Add("Customer", new() { ["DisplayName"] = "Verb Works" });
        var invoice = (await world.WriteAsync(Published.Invoice(), customer)).Target();
        var memo = (await world.WriteAsync(Published.CreditMemo(), customer)).Target();
        var use = Use(customer, invoice, memo);
        var used = (await world.Session.Records<CreditApplication>().WriteAsync(use, cancellationToken: Token)).Target();
        var golden = new JsonObject
        {
            ["Invoice void"] = await PlanAsync(world.Session.Invoices, Intent(WriteVerb.Void, Published.Invoice())),
            ["Invoice delete"] = await PlanAsync(world.Session.Invoices, Intent(WriteVerb.Delete, Published.Invoice())),
            ["Invoice mark sent"] = await PlanAsync(world.Session.Invoices, Intent(WriteVerb.MarkSent, Published.Invoice())),
            ["Invoice move date"] = await PlanAsync(world.Session.Invoices, Intent(WriteVerb.MoveDate, Published.Invoice())),
            ["Invoice send"] = await PlanAsync(
                world.Session.Invoices,
                Intent(WriteVerb.Send, Published.Invoice()) with
                {
                    Target = invoice,
                }
            ),
            ["Credit memo move date"] = await PlanAsync(
                world.Session.CreditMemos,
                Intent(WriteVerb.MoveDate, Published.CreditMemo())
            ),
            ["Payment void"] = await PlanAsync(world.Session.Payments, Intent(WriteVerb.Void, new Payment { Id = "pay-1" })),
            ["Customer archive"] = await PlanAsync(world.Session.Customers, Intent(WriteVerb.Archive, Published.Customer())),
            ["Credit apply"] = await PlanAsync(world.Session.Records<CreditApplication>(), use),
            ["Credit unapply"] = await PlanAsync(
                world.Session.Records<CreditApplication>(),
                use with
                {
                    Verb = WriteVerb.Unapply,
                    Target = used,
                }
            ),
        };
        Snapshot.Match(JsonNode.Parse(golden.ToJsonString().Replace(world.Company.RealmId, "{company}", StringComparison.Ordinal)));
    }

    private static WriteIntent<TRecord> Intent<TRecord>(WriteVerb verb, TRecord record)
        where TRecord : class, IRecord => new() { Key = "key-1", Verb = verb, Record = record, Target = Target };

    private static WriteIntent<CreditApplication> Use(string customer, WriteTarget invoice, WriteTarget memo) =>
        new()
        {
            Key = "key-2",
            Verb = WriteVerb.Apply,
            Record = new()
            {
                Id = "use-1",
                CustomerId = "cus-1",
                CreditMemoId = "cm-1",
                InvoiceId = "inv-1",
                Amount = 12.5m,
                Currency = CurrencyCode.Parse("USD"),
                Date = new(2026, 3, 6),
            },
            References = References
                .To<Customer>("cus-1", customer)
                .And<CreditMemo>("cm-1", memo.ExternalId)
                .And<Invoice>("inv-1", invoice.ExternalId),
        };

    private static async Task<JsonNode> PlanAsync<TRecord>(RecordSet<TRecord> records, WriteIntent<TRecord> intent)
        where TRecord : class, IRecord
    {
        var plan = await records.PlanAsync([intent], Token);
        Assert.Empty(plan.Outcomes);
        var request = Assert.Single(plan.Requests);
        return request.Body is { Length: > 0 } body
            ? JsonNode.Parse(body)!["BatchItemRequest"]![0]!.DeepClone()
            : JsonValue.Create($"{request.Method} {request.Path}");
    }
}
