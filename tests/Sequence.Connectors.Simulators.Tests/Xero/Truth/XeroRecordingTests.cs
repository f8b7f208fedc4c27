using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;

namespace Sequence.Connectors.Simulators.Tests;

/// <summary>Exchanges with the live Xero, asked again of the simulator: the same status, content type, headers and members.</summary>
public sealed class XeroRecordingTests
{
    private static readonly string[] Headers = ["Xero-Correlation-Id", "X-DayLimit-Remaining", "X-MinLimit-Remaining"];

    /// <summary>What the recorded organisation has and the simulated one, without an address and a tax number, has not.</summary>
    private static readonly string[] OwnToTheDemoCompany = ["Organisations[].TaxNumber", "Organisations[].PeriodLockDate"];

    [Theory]
    [InlineData("test_get_organisations")]
    [InlineData("test_call_api_get_organisations")]
    public async Task The_organisation_is_as_recorded(string cassette)
    {
        var recorded = Assert.Single(VcrCassette.Xero(cassette));
        await using var fixture = await XeroFixture.StartAsync();

        var answer = await fixture.GetAsync("Organisation");

        Assert.Equal((recorded.Status, recorded.ResponseHeaders["Content-Type"]), (answer.Status, answer.ContentType));
        Assert.All(Headers, header => Assert.NotNull(answer.Header(header)));
        Assert.Equal(answer.Json["Id"]!.GetValue<string>(), answer.Header("Xero-Correlation-Id"));
        Assert.Equal(
            [], MemberPaths.Of(JsonNode.Parse(recorded.ResponseBody)).Except(MemberPaths.Of(answer.Json))
                .Except(OwnToTheDemoCompany).Where(path => path.Count(character => character == '[') < 2));
        Assert.Equal(Kinds(recorded.ResponseBody), Kinds(answer.Text).Where(each => Kinds(recorded.ResponseBody).ContainsKey(each.Key)));
        Assert.Matches("^\\{\r\n  \"Id\": \"[^\"]+\",\r\n  \"Status\": \"OK\",\r\n", answer.Text);
        Assert.Contains(@"""DateTimeUTC"": ""\/Date(", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Connections_are_as_recorded()
    {
        var recorded = Assert.Single(VcrCassette.Xero("test_get_connections"));
        await using var fixture = await XeroFixture.StartAsync();

        var answer = await fixture.IdentityAsync("GET", "/Connections");

        Assert.Equal(recorded.Status, answer.Status);
        Assert.Empty(MemberPaths.Of(JsonNode.Parse(recorded.ResponseBody)).Except(MemberPaths.Of(JsonNode.Parse(answer.Text))));
    }

    [Fact]
    public async Task A_token_answer_is_as_recorded()
    {
        var recorded = Assert.Single(VcrCassette.Xero("test_token_api_refresh_token"));
        await using var fixture = await XeroFixture.StartAsync();
        var page = QueryHelpers.AddQueryString(fixture.Xero.AuthorizeAddress.AbsoluteUri, new Dictionary<string, string?>
        {
            ["response_type"] = "code", ["client_id"] = fixture.Xero.ClientId, ["redirect_uri"] = "https://host.example/callback",
            ["scope"] = "openid offline_access accounting.invoices", ["state"] = "s",
        });
        var code = QueryHelpers.ParseQuery(fixture.Xero.Approve(new Uri(page)).Query)["code"];

        var answer = await fixture.TokenAsync(
            $"grant_type=authorization_code&code={code}&redirect_uri=https%3A%2F%2Fhost.example%2Fcallback"
        );

        Assert.Equal(recorded.Status, answer.Status);
        Assert.Equal(MemberPaths.Of(JsonNode.Parse(recorded.ResponseBody)).Order(), MemberPaths.Of(answer.Json).Order());
        Assert.Equal((1800, "Bearer"), (answer.Json["expires_in"]!.GetValue<int>(), answer.Json["token_type"]!.GetValue<string>()));
    }

    [Fact]
    public async Task A_contact_has_the_members_of_the_recorded_page()
    {
        var recorded = JsonNode.Parse(await File.ReadAllTextAsync(
            VendorData.Require("fixtures", "xero", "amp-labs", "contacts.json"), TestContext.Current.CancellationToken));
        await using var fixture = await XeroFixture.StartAsync();
        var sent = recorded!["Contacts"]![0]!.DeepClone().AsObject();
        sent.Remove("ContactID");

        var created = await fixture.PutAsync("Contacts", sent.ToJsonString());
        var page = await fixture.GetAsync("Contacts?page=1&where=" + Uri.EscapeDataString("Name==\"ABC Limited\""));

        Assert.Equal((200, 200), (created.Status, page.Status));
        Assert.Empty(MemberPaths.Of(recorded).Except(MemberPaths.Of(page.Json)));
    }

    /// <summary>Text, number, list… of each member of the organisation.</summary>
    private static Dictionary<string, JsonValueKind> Kinds(string body) => ((JsonObject)JsonNode.Parse(body)!["Organisations"]![0]!)
        .Where(each => each.Key is not ("TaxNumber" or "PeriodLockDate"))
        .ToDictionary(each => each.Key, each =>
            each.Value!.GetValueKind() == JsonValueKind.False ? JsonValueKind.True : each.Value.GetValueKind());
}
