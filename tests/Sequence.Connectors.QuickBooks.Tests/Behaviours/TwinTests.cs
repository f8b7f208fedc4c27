using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Sequence.Connectors.Simulators;
using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.QuickBooks.Tests;

/// <summary>
/// Two companies are filled alike. In one of them the connector carries out every verb, in the other node-quickbooks does:
/// node-quickbooks then sees the same in both.
/// </summary>
public sealed partial class TwinTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Node_quickbooks_sees_the_same_after_every_verb()
    {
        await using var world = await QuickBooksWorld.StartAsync();
        await world.ConfigureAsync(settings => settings.With("mails.to_customers", "yes"));
        var twin = world.QuickBooks.AddCompany(world.Company.Profile);
        var records = new JsonArray();
        var steps = new JsonArray();
        foreach (var verb in (WriteVerb[])[WriteVerb.Void, WriteVerb.Delete, WriteVerb.MarkSent, WriteVerb.Send, WriteVerb.MoveDate])
        {
            await DocumentAsync(world.Session.Invoices, "Invoice", Invoice, verb);
        }

        foreach (var verb in (WriteVerb[])[WriteVerb.Delete, WriteVerb.MarkSent, WriteVerb.Send, WriteVerb.MoveDate])
        {
            await DocumentAsync(world.Session.CreditMemos, "CreditMemo", CreditMemo, verb);
        }

        foreach (var verb in (WriteVerb[])[WriteVerb.Void, WriteVerb.Delete])
        {
            await PaymentAsync(verb);
        }

        await CustomerAsync();
        await ApplicationsAsync();

        AssertAlike(await NodeAsync(world, twin, steps, records));

        async Task DocumentAsync<TDocument>(RecordSet<TDocument> set, string entity, Func<string, TDocument> make, WriteVerb verb)
            where TDocument : class, IDocument
        {
            var id = Both(entity, Document(world, 100m));
            await DoneAsync(
                set,
                world.Intent(make(id), "1", new() { ExternalId = id }) with
                {
                    Key = $"{entity}-{verb}",
                    Verb = verb,
                }
            );
            Step(
                entity,
                id,
                verb,
                verb switch
                {
                    WriteVerb.MarkSent => new() { ["EmailStatus"] = "EmailSent" },
                    WriteVerb.MoveDate when entity == "Invoice" => new()
                    {
                        ["TxnDate"] = "2026-03-10",
                        ["DueDate"] = "2026-04-09",
                        ["SalesTermRef"] = Term(world),
                    },
                    WriteVerb.MoveDate => new() { ["TxnDate"] = "2026-03-05" },
                    _ => null,
                }
            );
        }

        async Task PaymentAsync(WriteVerb verb)
        {
            var invoice = Both("Invoice", Document(world, 100m));
            var id = Both("Payment", Paid(40m, (40m, "Invoice", invoice)));
            await DoneAsync(
                world.Session.Payments,
                world.Intent(new Payment { Id = id }, "1", new() { ExternalId = id }) with
                {
                    Key = $"pay-{verb}",
                    Verb = verb,
                }
            );
            Step("Payment", id, verb);
        }

        async Task CustomerAsync()
        {
            var id = Both("Customer", new() { ["DisplayName"] = "Twin Works" });
            var intent = world.Intent(Published.Customer(), "", new() { ExternalId = id }) with
            {
                Key = "archive",
                Verb = WriteVerb.Archive,
            };
            await DoneAsync(world.Session.Customers, intent);
            Step("Customer", id, WriteVerb.Archive, new() { ["Active"] = false });
        }

        async Task ApplicationsAsync()
        {
            var (invoice, memo) = (Both("Invoice", Document(world, 100m)), Both("CreditMemo", Document(world, 30m)));
            var kept = await DoneAsync(world.Session.Records<CreditApplication>(), Use("apply-1", WriteVerb.Apply, invoice, memo, 10m));
            Step("Payment", kept, WriteVerb.Apply, Paid(0m, (10m, "CreditMemo", memo), (10m, "Invoice", invoice)));
            var undone = await DoneAsync(world.Session.Records<CreditApplication>(), Use("apply-2", WriteVerb.Apply, invoice, memo, 5m));
            Step("Payment", undone, WriteVerb.Apply, Paid(0m, (5m, "CreditMemo", memo), (5m, "Invoice", invoice)));
            await DoneAsync(
                world.Session.Records<CreditApplication>(),
                Use("unapply", WriteVerb.Unapply, invoice, memo, 5m) with
                {
                    Target = new() { ExternalId = undone },
                }
            );
            Step("Payment", undone, WriteVerb.Unapply);
            records.Add(Record("Payment", kept));
            records.Add(Record("Payment", undone));
        }

        string Both(string entity, JsonObject document)
        {
            var id = world.Company.Add(entity, (JsonObject)document.DeepClone());
            Assert.Equal(id, twin.Add(entity, document));
            records.Add(Record(entity, id));
            return id;
        }

        void Step(string entity, string id, WriteVerb verb, JsonObject? change = null) => steps.Add(new JsonObject
        {
            ["entity"] = entity,
            ["id"] = id,
            ["verb"] = verb switch
            {
                WriteVerb.Void => "void",
                WriteVerb.Delete or WriteVerb.Unapply => "delete",
                WriteVerb.Send => "send",
                WriteVerb.Apply => "create",
                _ => "update",
            },
            ["change"] = change,
        });
    }

    private static async Task<string> DoneAsync<TRecord>(RecordSet<TRecord> set, WriteIntent<TRecord> intent)
        where TRecord : class, IRecord
    {
        var outcome = await set.WriteAsync(intent, cancellationToken: Token);
        Assert.True(outcome is WriteOutcome.Created or WriteOutcome.Updated, outcome.ToString());
        return outcome.Target().ExternalId;
    }

    private static async Task<JsonArray> NodeAsync(QuickBooksWorld world, QuickBooksCompany twin, JsonArray steps, JsonArray records)
    {
        var task = new JsonObject
        {
            ["baseUrl"] = world.QuickBooks.BaseAddress.AbsoluteUri.TrimEnd('/'),
            ["companies"] = new JsonArray(Access(world.Company), Access(twin)),
            ["steps"] = steps,
            ["records"] = records,
        };
        var (code, output, errors) = await NodeScript.RunAsync(["twin-quickbooks.mjs"], ("TWIN_JSON", task.ToJsonString()), Token);
        Assert.True(code == 0, errors);
        return JsonNode.Parse(output)!.AsArray();

        JsonObject Access(QuickBooksCompany company) =>
            new() { ["realmId"] = company.RealmId, ["accessToken"] = world.QuickBooks.IssueTokens(company.RealmId).AccessToken };
    }

    private static void AssertAlike(JsonArray seen)
    {
        Assert.True(seen.Count >= 16, $"Only {seen.Count} records were looked at.");
        Assert.All(seen, one => Assert.Equal(Plain(one!["node"]!), Plain(one["connector"]!)));
    }

    /// <summary>A record without what has to differ: when it was changed and mailed, and the mark that only the connector writes.</summary>
    private static string Plain(JsonNode record)
    {
        record["MetaData"]?.AsObject().Clear();
        if (record["DeliveryInfo"] is JsonObject delivery)
        {
            delivery.Remove("DeliveryTime");
        }

        if ((string?)record["PrivateNote"] is { } note && Mark().Replace(note, "") is var rest)
        {
            record["PrivateNote"] = rest.Length == 0 ? null : rest;
        }

        return new JsonObject(
            record
                .AsObject()
                .Where(member => member.Value is not null)
                .OrderBy(member => member.Key, StringComparer.Ordinal)
                .Select(member => KeyValuePair.Create(member.Key, member.Value?.DeepClone()))
        ).ToJsonString();
    }

    private static Invoice Invoice(string id) => Published.Invoice(id) with { IssueDate = new(2026, 3, 10), DueDate = new(2026, 4, 9) };

    private static CreditMemo CreditMemo(string id) => Published.CreditMemo(id);

    private static WriteIntent<CreditApplication> Use(string key, WriteVerb verb, string invoice, string memo, decimal amount) =>
        new()
        {
            Key = key,
            Verb = verb,
            Record = new()
            {
                Id = key,
                CustomerId = "cus-1",
                CreditMemoId = "cm-1",
                InvoiceId = "inv-1",
                Amount = amount,
                Currency = CurrencyCode.Parse("USD"),
                Date = new(2026, 3, 6),
            },
            References = References.To<Customer>("cus-1", "1").And<CreditMemo>("cm-1", memo).And<Invoice>("inv-1", invoice),
        };

    private static JsonObject Record(string entity, string id) => new() { ["entity"] = entity, ["id"] = id };

    private static JsonObject Term(QuickBooksWorld world) =>
        new() { ["value"] = (string)world.Company.Documents("Term").First(term => (int?)term["DueDays"] == 30)["Id"]! };

    private static JsonObject Document(QuickBooksWorld world, decimal amount) => new()
    {
        ["CustomerRef"] = new JsonObject { ["value"] = "1" },
        ["BillEmail"] = new JsonObject { ["Address"] = "ap@twin.example" },
        ["Line"] = new JsonArray(new JsonObject
        {
            ["Amount"] = amount,
            ["DetailType"] = "SalesItemLineDetail",
            ["SalesItemLineDetail"] = new JsonObject { ["ItemRef"] = new JsonObject { ["value"] = world.ServiceItem() } },
        }),
    };

    private static JsonObject Paid(decimal total, params (decimal Amount, string Type, string Id)[] lines) => new()
    {
        ["CustomerRef"] = new JsonObject { ["value"] = "1" },
        ["TxnDate"] = "2026-03-06",
        ["TotalAmt"] = total,
        ["Line"] = new JsonArray([.. lines.Select(line => new JsonObject
        {
            ["Amount"] = line.Amount,
            ["LinkedTxn"] = new JsonArray(new JsonObject { ["TxnId"] = line.Id, ["TxnType"] = line.Type }),
        })]),
    };

    [GeneratedRegex(@"Sequence .*\[[^\]]+\]")]
    private static partial Regex Mark();
}
