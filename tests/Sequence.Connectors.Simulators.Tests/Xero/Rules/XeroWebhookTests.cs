using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class XeroWebhookTests
{
    private static readonly Uri Endpoint = new("https://host.example/webhooks/xero");

    [Fact]
    public async Task Changes_of_several_organisations_come_in_one_signed_body()
    {
        await using var fixture = await XeroFixture.StartAsync();
        var other = fixture.Xero.AddOrganisation(XeroOrganisationProfile.UnitedKingdom);
        var contact = fixture.Organisation.AddContact("New");
        other.ArchiveContact(other.Contacts.First()["ContactID"]!.GetValue<string>());
        var note = fixture.Organisation.Save(
            "CreditNote", (JsonObject)JsonNode.Parse(XeroFixture.Invoice().Replace("ACCREC", "ACCRECCREDIT", StringComparison.Ordinal))!);

        var delivery = fixture.Xero.Webhooks.TakeNext()!;
        var body = (JsonObject)JsonNode.Parse(delivery.Body.Span)!;
        var events = body["events"]!.AsArray();

        Assert.Equal(XeroWebhookPayloads.Sign(delivery.Body.Span, fixture.Xero.WebhookKey), delivery.Headers["x-xero-signature"]);
        Assert.Equal((1, 3), (body["firstEventSequence"]!.GetValue<int>(), body["lastEventSequence"]!.GetValue<int>()));
        Assert.Equal(
            [(fixture.Organisation.TenantId, "CONTACT", "CREATE"), (other.TenantId, "CONTACT", "UPDATE"),
                (fixture.Organisation.TenantId, "CREDITNOTE", "CREATE")],
            events.Select(each => (Text(each!, "tenantId"), Text(each!, "eventCategory"), Text(each!, "eventType"))));
        Assert.Equal((contact, note), (Text(events[0]!, "resourceId"), Text(events[2]!, "resourceId")));
        Assert.Equal("ACCRECCREDIT", Text(events[2]!["data"]!, "Type"));
        Assert.Null(fixture.Xero.Webhooks.TakeNext());
    }

    [Fact]
    public async Task Intent_to_receive_has_one_good_signature_and_others_wrong_by_one_character()
    {
        await using var fixture = await XeroFixture.StartAsync();

        var deliveries = fixture.Xero.Webhooks.IntentToReceive();

        Assert.All(deliveries, each => Assert.Contains("\"events\":[]", Encoding.UTF8.GetString(each.Body.Span), StringComparison.Ordinal));
        Assert.Equal([true, false, false], deliveries.Select(each =>
            each.Headers["x-xero-signature"] == XeroWebhookPayloads.Sign(each.Body.Span, fixture.Xero.WebhookKey)));
    }

    [Fact]
    public async Task A_refused_delivery_comes_again_at_once_and_then_every_quarter_of_an_hour_for_a_day()
    {
        await using var fixture = await XeroFixture.StartAsync();
        fixture.Organisation.AddContact("New");
        var webhooks = fixture.Xero.Webhooks;
        using var refuses = new HttpClient(new Status(HttpStatusCode.InternalServerError));
        using var accepts = new HttpClient(new Status(HttpStatusCode.OK));
        Task<HttpStatusCode?> Deliver(HttpClient to) => webhooks.DeliverAsync(to, Endpoint, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InternalServerError, await Deliver(refuses));
        Assert.Equal(HttpStatusCode.InternalServerError, await Deliver(refuses));
        Assert.Null(await Deliver(refuses));
        for (var quarter = 0; quarter < 96; quarter++)
        {
            fixture.Clock.Advance(TimeSpan.FromMinutes(15));
            Assert.NotNull(await Deliver(refuses));
        }

        Assert.True(webhooks.IsDisabled);
        Assert.Null(await Deliver(accepts));
        webhooks.Enable();
        Assert.Equal(HttpStatusCode.OK, await Deliver(accepts));
        Assert.Empty(webhooks.Pending);
        Assert.NotNull(webhooks.RepeatLast());
    }

    [Fact]
    public async Task Lost_events_leave_a_gap_in_the_sequence()
    {
        await using var fixture = await XeroFixture.StartAsync();
        fixture.Organisation.AddContact("One");
        fixture.Organisation.AddContact("Two");

        Assert.Single(fixture.Xero.Webhooks.Lose(1));
        var body = (JsonObject)JsonNode.Parse(fixture.Xero.Webhooks.TakeNext()!.Body.Span)!;

        Assert.Equal(2, body["firstEventSequence"]!.GetValue<int>());
    }

    private static string Text(JsonNode node, string member) => node[member]!.GetValue<string>();

    private sealed class Status(HttpStatusCode code) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(new HttpResponseMessage(code));
    }
}
