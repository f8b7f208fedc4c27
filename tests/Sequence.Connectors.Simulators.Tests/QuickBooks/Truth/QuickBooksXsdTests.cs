using System.Text.Json;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class QuickBooksXsdTests
{
    private const string Minimum = """
        {"CustomerRef":{"value":"1"},
         "Line":[{"Amount":100.0,"DetailType":"SalesItemLineDetail","SalesItemLineDetail":{"ItemRef":{"value":"1"}}}]}
        """;

    public static TheoryData<string> Cassettes
    {
        get
        {
            var root = Environment.GetEnvironmentVariable("SEQUENCE_VENDOR_DATA");
            return string.IsNullOrEmpty(root) ? ["(no vendor data)"] : [.. VcrCassette.QuickBooks()];
        }
    }

    public static TheoryData<string, string, string> PlantedErrors => new()
    {
        { "\"Amount\":100.0", "\"Amount\":\"100.00\"", "Invoice.Line[0].Amount: \"100.00\" is not a decimal" },
        {
            "\"SalesItemLineDetail\",", "\"SalesItemLine\",",
            "Invoice.Line[0].DetailType: \"SalesItemLine\" is not a value of LineDetailTypeEnum"
        },
        { "{\"value\":\"1\"}}}", "{\"value\":1}}}", "Invoice.Line[0].SalesItemLineDetail.ItemRef.value: 1 is not a string" },
        { "{\"CustomerRef\"", "{\"Colour\":\"red\",\"CustomerRef\"", "Invoice.Colour: unknown member of Invoice" },
        {
            "{\"CustomerRef\"", "{\"GlobalTaxCalculation\":\"TaxIncluded\",\"CustomerRef\"",
            "Invoice.GlobalTaxCalculation: \"TaxIncluded\" is not a value of GlobalTaxCalculationEnum"
        },
        { "{\"CustomerRef\"", "{\"TxnDate\":\"2026-02-30\",\"CustomerRef\"", "Invoice.TxnDate: \"2026-02-30\" is not a date" },
        { "{\"CustomerRef\":{\"value\":\"1\"}", "{\"CustomerRef\":[{\"value\":\"1\"}]", "Invoice.CustomerRef: unexpected array" },
        {
            "{\"CustomerRef\":{\"value\":\"1\"}", "{\"CustomerRef\":\"1\"",
            "Invoice.CustomerRef: \"1\" is not an object of type ReferenceType"
        },
        { "{\"CustomerRef\"", "{\"LinkedTxn\":{\"TxnId\":\"9\"},\"CustomerRef\"", "Invoice.LinkedTxn: expected an array" },
        { "{\"CustomerRef\"", "{\"sparse\":\"true\",\"CustomerRef\"", "Invoice.sparse: \"true\" is not a boolean" },
        { "{\"CustomerRef\"", "{\"DueDate\":null,\"CustomerRef\"", "Invoice.DueDate: null is not a date" },
    };

    [Fact]
    public void Accepts_the_smallest_invoice_that_the_vendor_documents() => Assert.Empty(Check("Invoice", Minimum));

    [Theory]
    [MemberData(nameof(PlantedErrors))]
    public void Catches_a_planted_error_and_names_its_place(string right, string wrong, string finding)
    {
        Assert.Contains(right, Minimum, StringComparison.Ordinal);

        Assert.Equal([finding], Check("Invoice", Minimum.Replace(right, wrong, StringComparison.Ordinal)));
    }

    [Fact]
    public void Finds_the_entity_of_a_request_by_its_address()
    {
        var schema = QuickBooksXsd.Load();
        using var body = JsonDocument.Parse("""{"Colour":"red"}""");

        var company = new Uri("https://example.org/v3/company/1/");
        IReadOnlyList<string> Check(string resource) => schema.CheckRequest(new(company, resource), body.RootElement);

        Assert.Equal(["CreditMemo.Colour: unknown member of CreditMemo"], Check("creditmemo?operation=update&include=void"));
        Assert.Equal(["IntuitBatchRequest.Colour: unknown member of IntuitBatchRequest"], Check("batch"));
        Assert.Equal(["unicorn: no such entity"], Check("unicorn"));
    }

    [Fact]
    public void Looks_into_batches_queries_and_change_data_captures()
    {
        var schema = QuickBooksXsd.Load();
        using var batch = JsonDocument.Parse("""{"BatchItemResponse":[{"bId":"1","Invoice":{"Id":7}}]}""");
        using var query = JsonDocument.Parse("""{"QueryResponse":{"Customer":[{"Id":"7","Balance":"0"}],"startPosition":1}}""");
        using var changes = JsonDocument.Parse("""{"CDCResponse":[{"QueryResponse":[{"Payment":[{"Id":"7","Total":1}]},{}]}]}""");

        Assert.Equal(["IntuitResponse.BatchItemResponse[0].Invoice.Id: 7 is not a string"], schema.CheckResponse(batch.RootElement));
        Assert.Equal(["IntuitResponse.QueryResponse.Customer[0].Balance: \"0\" is not a decimal"], schema.CheckResponse(query.RootElement));
        Assert.Equal(
            ["IntuitResponse.CDCResponse[0].QueryResponse[0].Payment[0].Total: unknown member of Payment"],
            schema.CheckResponse(changes.RootElement));
    }

    [Theory]
    [MemberData(nameof(Cassettes))]
    public void Raises_no_false_alarm_on_what_QuickBooks_really_said(string cassette)
    {
        var schema = QuickBooksXsd.Load();

        foreach (var exchange in VcrCassette.QuickBooks(cassette).Where(exchange => exchange.IsJson && !IsOutsideTheSchema(exchange)))
        {
            using var body = JsonDocument.Parse(exchange.ResponseBody);

            Assert.Equal([], schema.CheckResponse(body.RootElement));
        }
    }

    [Theory]
    [MemberData(nameof(Cassettes))]
    public void Raises_no_false_alarm_on_what_QuickBooks_accepted(string cassette)
    {
        var schema = QuickBooksXsd.Load();

        var accepted = VcrCassette.QuickBooks(cassette).Where(exchange => exchange.Status == 200 && exchange.RequestBody.StartsWith('{'));
        foreach (var exchange in accepted)
        {
            using var body = JsonDocument.Parse(exchange.RequestBody);

            Assert.Empty(schema.CheckRequest(exchange.Uri, body.RootElement));
        }
    }

    /// <summary>Reports have a schema of columns and rows, and the gateway before QuickBooks writes its faults in camel case.</summary>
    private static bool IsOutsideTheSchema(VcrExchange exchange) =>
        exchange.Uri.AbsolutePath.Contains("/reports/", StringComparison.Ordinal) || exchange.Status == 401;

    private static IReadOnlyList<string> Check(string entity, string json)
    {
        using var document = JsonDocument.Parse(json);
        return QuickBooksXsd.Load().Check(entity, document.RootElement);
    }
}
