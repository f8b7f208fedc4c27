using System.Net;
using System.Text;
using System.Text.Json.Nodes;

namespace Sequence.Connectors.Simulators.Tests;

public sealed class QuickBooksWebhookTests
{
    [Fact]
    public void The_older_body_and_its_signature_are_those_of_the_vendors_own_test()
    {
        // Token and signature: WebhooksServiceTest of Intuit's Java SDK (ipp-v3-java-devkit).
        var webhooks = new QuickBooksWebhooks(
            new SimulatedClock(), "b5771f19b12ddb4bcdb9f08bdc50bc63878a")
        { Format = QuickBooksWebhookFormat.Legacy };

        var delivery = webhooks.Build(
            [new QuickBooksEvent("1185883450", "Customer", "1", "Create", new DateTimeOffset(2015, 10, 5, 21, 42, 19, TimeSpan.Zero))]);

        Assert.Equal("JC2GUwciPmRBwEO7WvrRmKqu9tGOKL8FFallocTFi8Q=", delivery.Headers["intuit-signature"]);
    }

    [Fact]
    public async Task A_payment_tells_of_itself_and_of_its_invoice_in_one_signed_array()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var other = fixture.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedKingdom);
        var invoice = fixture.Company.Invoices.First(each => each["Balance"]!.GetValue<decimal>() > 10m)["Id"]!.GetValue<string>();
        var payment = fixture.Company.ReceivePayment(invoice, 10m);
        var customer = other.AddCustomer("Far Away");

        var delivery = fixture.QuickBooks.Webhooks.TakeNext()!;

        var events = JsonNode.Parse(Encoding.UTF8.GetString(delivery.Body.Span))!.AsArray();
        Assert.Equal(
            ["qbo.payment.created.v1", "qbo.invoice.updated.v1", "qbo.customer.created.v1"],
            events.Select(each => each!["type"]!.GetValue<string>()));
        Assert.Equal([payment, invoice, customer], events.Select(each => each!["intuitentityid"]!.GetValue<string>()));
        Assert.Equal(other.RealmId, events[2]!["intuitaccountid"]!.GetValue<string>());
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$", events[0]!["time"]!.GetValue<string>());
        var expected = System.Security.Cryptography.HMACSHA256.HashData(
            Encoding.UTF8.GetBytes(fixture.QuickBooks.WebhookVerifierToken), delivery.Body.Span);
        Assert.Equal(Convert.ToBase64String(expected), delivery.Headers["intuit-signature"]);
        Assert.Null(fixture.QuickBooks.Webhooks.TakeNext());
    }

    [Fact]
    public async Task The_older_format_groups_by_company()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        fixture.QuickBooks.Webhooks.Format = QuickBooksWebhookFormat.Legacy;
        var (losing, winning) = (fixture.Company.AddCustomer("Losing"), fixture.Company.AddCustomer("Winning"));
        fixture.Company.MergeCustomers(losing, winning);

        var delivery = fixture.QuickBooks.Webhooks.TakeNext()!;

        var realm = JsonNode.Parse(Encoding.UTF8.GetString(delivery.Body.Span))!["eventNotifications"]!.AsArray().Single()!;
        var merge = realm["dataChangeEvent"]!["entities"]!.AsArray().Last()!;
        Assert.Equal(
            (fixture.Company.RealmId, "Merge", winning, losing),
            (
                realm["realmId"]!.GetValue<string>(),
                merge["operation"]!.GetValue<string>(),
                merge["id"]!.GetValue<string>(),
                merge["deletedId"]!.GetValue<string>()
            )
        );
        Assert.Matches(@"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-0800$", merge["lastUpdated"]!.GetValue<string>());
    }

    [Fact]
    public async Task A_refused_delivery_comes_again_and_holds_back_what_follows()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        var endpoint = new Endpoint { Status = HttpStatusCode.InternalServerError };
        using var client = new HttpClient(endpoint);
        var address = new Uri("http://host.example/webhooks");
        fixture.Company.AddCustomer("First");
        Assert.Equal(
            HttpStatusCode.InternalServerError,
            await fixture.QuickBooks.Webhooks.DeliverAsync(client, address, TestContext.Current.CancellationToken));
        fixture.Company.AddCustomer("Second");

        Assert.Null(await fixture.QuickBooks.Webhooks.DeliverAsync(client, address, TestContext.Current.CancellationToken));
        fixture.Clock.Advance(TimeSpan.FromSeconds(10));
        endpoint.Status = HttpStatusCode.OK;
        Assert.Equal(
            HttpStatusCode.OK, await fixture.QuickBooks.Webhooks.DeliverAsync(client, address, TestContext.Current.CancellationToken));
        Assert.Equal(
            HttpStatusCode.OK, await fixture.QuickBooks.Webhooks.DeliverAsync(client, address, TestContext.Current.CancellationToken));

        Assert.Equal(3, endpoint.Bodies.Count);
        Assert.Equal(endpoint.Bodies[0], endpoint.Bodies[1]);
        Assert.NotEqual(endpoint.Bodies[1], endpoint.Bodies[2]);
        Assert.Empty(fixture.QuickBooks.Webhooks.Pending);
    }

    [Fact]
    public async Task Events_are_lost_repeated_and_shuffled_on_request()
    {
        await using var fixture = await QuickBooksFixture.StartAsync();
        for (var number = 0; number < 10; number++)
        {
            fixture.Company.AddCustomer($"Event {number}");
        }

        var before = fixture.QuickBooks.Webhooks.Pending;
        Assert.Equal(before.Take(2), fixture.QuickBooks.Webhooks.Lose(2));
        fixture.QuickBooks.Webhooks.Shuffle(seed: 3);
        Assert.NotEqual(before.Skip(2), fixture.QuickBooks.Webhooks.Pending);
        Assert.Equal(before.Skip(2).OrderBy(each => each.Id), fixture.QuickBooks.Webhooks.Pending.OrderBy(each => each.Id));
        var delivery = fixture.QuickBooks.Webhooks.TakeNext();
        Assert.Same(delivery, fixture.QuickBooks.Webhooks.RepeatLast());
    }

    private sealed class Endpoint : HttpMessageHandler
    {
        public HttpStatusCode Status { get; set; }

        public List<string> Bodies { get; } = [];

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Bodies.Add(await request.Content!.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(Status);
        }
    }
}
