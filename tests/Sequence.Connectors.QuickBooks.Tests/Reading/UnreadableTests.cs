using System.Text.Json.Nodes;
using Sequence.Connectors.TestKit;

namespace Sequence.Connectors.QuickBooks.Tests;

public sealed class UnreadableTests
{
    [Fact]
    public void A_member_of_the_wrong_type_leaves_one_record_unread_and_the_others_whole()
    {
        var records = QuickBooksEntities.Customer.MapAnswer(
            """
            {"QueryResponse": {"Customer": [
              {"Id": "1", "DisplayName": "First"},
              {"Id": "2", "DisplayName": {"text": "Second"}, "Active": true},
              {"Id": "3", "DisplayName": "Third"}], "maxResults": 3}, "time": "2026-03-01T00:00:00-08:00"}
            """);
        Assert.Equal(["1", "2", "3"], records.Select(one => one.Id));
        Assert.Equal(["First", null, "Third"], records.Select(one => one.Name));
        var note = Assert.Single(records[1].Source!.Notes);
        Assert.Equal(MappingNoteKind.Unknown, note.Kind);
        Assert.Contains("\"Second\"", records[1].Source!.Payload.ToString(), StringComparison.Ordinal);
        Assert.Empty(records[0].Source!.Notes);
        Assert.Empty(records[2].Source!.Notes);
    }

    [Theory]
    [InlineData("""{"QueryResponse":{},"time":"2026-03-01T00:00:00-08:00"}""")]
    [InlineData("""{"time":"2026-03-01T00:00:00-08:00"}""")]
    [InlineData("""{"QueryResponse":{"Vendor":[{"Id":"1"}],"Customer":[]}}""")]
    public void An_answer_without_objects_has_none(string answer) => Assert.Empty(QuickBooksEntities.Customer.MapAnswer(answer));

    [Fact]
    public void Values_that_nobody_documents_are_kept_and_throw_nothing()
    {
        var invoice = QuickBooksEntities.Invoice.Map(
            """{"Id": "1", "EmailStatus": "Pigeon", "TxnDate": "19 March", "TotalAmt": "12.50", "Balance": 12.5, "CurrencyRef": {"value": "GALLEON"}, "Line": [{"DetailType": null}]}"""
        );
        Assert.Equal((DocumentStatus.Final, "Pigeon"), (invoice.Status, invoice.StatusText));
        Assert.Equal((12.5m, null, "GALLEON"), (invoice.GrossTotal, invoice.Currency, invoice.CurrencyText));
        Assert.Equal(
            ["IssueDate", "Currency", "Lines[0].Kind"],
            invoice.Source!.Notes.Select(note => note.Path).OrderByDescending(path => path == "IssueDate").ThenBy(path => path)
        );
        var account = QuickBooksEntities.Account.Map("""{"Id": "1", "AccountType": "Imaginary", "Active": null}""");
        Assert.Equal((AccountKind.Unknown, "Imaginary", RecordState.Unknown), (account.Kind, account.KindText, account.State));
    }

    [Fact]
    public void Everything_recorded_can_be_read()
    {
        var read = VcrCassette
            .QuickBooks()
            .SelectMany(VcrCassette.QuickBooks)
            .Where(exchange => exchange.IsJson && exchange.ResponseBody.Length > 0)
            .SelectMany(exchange => Records(JsonNode.Parse(exchange.ResponseBody)))
            .ToList();
        Assert.Contains(read, record => record is Customer);
        Assert.Contains(read, record => record is Invoice);
        Assert.All(read, record =>
        {
            Assert.NotEmpty(record.Id);
            Assert.DoesNotContain(record.Source!.Notes, note => note.Kind == MappingNoteKind.Unknown && note.Path.Length == 0);
        });
    }

    private static IEnumerable<IRecord> Records(JsonNode? node) => node switch
    {
        JsonArray array => array.SelectMany(Records),
        JsonObject json => json.SelectMany(member => Named(member.Key, member.Value).Concat(Records(member.Value))),
        _ => [],
    };

    private static IEnumerable<IRecord> Named(string member, JsonNode? value) =>
        (value is JsonArray array ? [.. array] : new[] { value })
            .OfType<JsonObject>()
            .Where(json => json.ContainsKey("SyncToken"))
            .Select(json => Read(member, json.ToJsonString()))
            .OfType<IRecord>();

    private static IRecord? Read(string entity, string json) => entity switch
    {
        "Customer" => QuickBooksEntities.Customer.Map(json),
        "Invoice" => QuickBooksEntities.Invoice.Map(json),
        "CreditMemo" => QuickBooksEntities.CreditMemo.Map(json),
        "Payment" => QuickBooksEntities.Payment.Map(json),
        "Item" => QuickBooksEntities.Item.Map(json),
        "Account" => QuickBooksEntities.Account.Map(json),
        _ => null,
    };
}
