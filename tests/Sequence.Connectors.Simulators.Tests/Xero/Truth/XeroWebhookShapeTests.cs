using System.Text.Json.Nodes;
using YamlDotNet.RepresentationModel;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>The example of Xero's webhook specification against what the simulator sends.</summary>
public sealed class XeroWebhookShapeTests
{
    [Fact]
    public async Task A_body_has_the_members_of_the_specifications_example()
    {
        var example = Example();
        await using var fixture = await XeroFixture.StartAsync();
        await fixture.PutAsync("CreditNotes", XeroFixture.Invoice().Replace("ACCREC", "ACCRECCREDIT", StringComparison.Ordinal));

        var body = (JsonObject)JsonNode.Parse(fixture.Xero.Webhooks.TakeNext()!.Body.Span)!;
        var sent = body["events"]!.AsArray().OfType<JsonObject>().Single(each => each["eventCategory"]!.GetValue<string>() == "CREDITNOTE");

        Assert.Equal(Names(example), body.Select(each => each.Key).Order());
        Assert.Equal(Names(example["events"][0]), sent.Select(each => each.Key).Order());
        Assert.Equal(Names(example["events"][0]["data"]), ((JsonObject)sent["data"]!).Select(each => each.Key).Order());
        Assert.Equal($"{example["events"][0]["eventDateUtc"]}".Length, sent["eventDateUtc"]!.GetValue<string>().Length);
    }

    private static YamlNode Example()
    {
        using var reader = File.OpenText(VendorData.Require("schemas", "xero", "xero-webhooks.yaml"));
        var yaml = new YamlStream();
        yaml.Load(reader);
        var post = yaml.Documents[0].RootNode["webhooks"]["creditNotes"]["post"];
        return post["requestBody"]["content"]["application/json"]["examples"]["creditNoteCreate"]["value"];
    }

    private static IEnumerable<string> Names(YamlNode node) => ((YamlMappingNode)node).Children.Keys.Select(key => $"{key}").Order();
}
