using System.Text.Json;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class VcrCassetteTests
{
    [Fact]
    public void Every_recorded_JSON_body_parses()
    {
        var exchanges = VcrCassette.QuickBooks().SelectMany(VcrCassette.QuickBooks).Where(exchange => exchange.IsJson).ToList();

        Assert.NotEmpty(exchanges);
        Assert.All(exchanges, exchange =>
        {
            using var body = JsonDocument.Parse(exchange.ResponseBody);
            Assert.Equal(JsonValueKind.Object, body.RootElement.ValueKind);
        });
    }

    [Fact]
    public void Keeps_request_status_headers_and_folded_text()
    {
        var exchange = VcrCassette.QuickBooks("create/invoice")[0];

        Assert.Equal(HttpMethod.Post, exchange.Method);
        Assert.EndsWith("/invoice", exchange.Uri.AbsolutePath, StringComparison.Ordinal);
        Assert.Equal("application/json", exchange.RequestHeaders["accept"]);
        Assert.Equal(200, exchange.Status);
        Assert.Equal("1-5f732f5f-25dcb83b777d318c396aaf06", exchange.ResponseHeaders["intuit-tid"]);
        Assert.Contains("\"name\":\"United States Dollar\"", exchange.ResponseBody, StringComparison.Ordinal);
        Assert.Contains("Amy's Bird Sanctuary", exchange.ResponseBody, StringComparison.Ordinal);
    }
}
