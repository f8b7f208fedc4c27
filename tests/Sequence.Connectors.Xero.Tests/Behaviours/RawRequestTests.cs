using System.Text;
using System.Text.Json;
using Sequence.Connectors.Http;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.Xero.Tests;

public sealed class RawRequestTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    [Trait("Behaviour", "S1-12")]
    public async Task A_raw_request_bears_token_and_organisation()
    {
        await using var world = await XeroWorld.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("api.xro/2.0/TrackingCategories", UriKind.Relative));

        using var answer = await world.Session.SendAsync(request, cancellationToken: Stop);

        using var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Stop));
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(JsonValueKind.Array, body.RootElement.GetProperty("TrackingCategories").ValueKind);
    }

    [Fact]
    [Trait("Behaviour", "S1-12")]
    public async Task A_raw_write_under_a_key_happens_once()
    {
        await using var world = await XeroWorld.StartAsync();
        var before = world.Organisation.Contacts.Count;
        world.Xero.Faults.Next(SimulatedFaultKind.CutAfterEffect, resource: "contacts");
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri("api.xro/2.0/Contacts", UriKind.Relative))
        {
            Content = new StringContent("""{"Contacts":[{"Name":"By hand"}]}""", Encoding.UTF8, "application/json"),
        };

        using var answer = await world.Session.SendAsync(request, "key-1", Stop);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(before + 1, world.Organisation.Contacts.Count);
    }

    [Fact]
    [Trait("Behaviour", "S1-12")]
    public async Task A_raw_request_renews_its_token_waits_for_the_minute_and_does_not_wait_for_the_day()
    {
        await using var world = await XeroWorld.StartAsync();
        var (renewed, began) = (world.Xero.RefreshesAccepted, world.Clock.GetUtcNow());
        world.Xero.ExpireAccessTokens();
        world.Xero.Faults.Add(new() { Kind = SimulatedFaultKind.TooManyRequests, RetryAfterSeconds = 26 });

        using var answer = await AskAsync(world);
        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(renewed + 1, world.Xero.RefreshesAccepted);
        Assert.InRange(world.Clock.GetUtcNow() - began, TimeSpan.FromSeconds(26), TimeSpan.FromMinutes(2));

        world.Xero.Faults.Add(new() { Kind = SimulatedFaultKind.TooManyRequestsOfDay, RetryAfterSeconds = 70_000 });
        began = world.Clock.GetUtcNow();
        using var deferred = await AskAsync(world);
        Assert.Equal((429, TimeSpan.FromSeconds(70_000)), ((int)deferred.StatusCode, deferred.Headers.RetryAfter?.Delta));
        Assert.InRange(world.Clock.GetUtcNow() - began, TimeSpan.Zero, TimeSpan.FromMinutes(1));

        static async Task<HttpResponseMessage> AskAsync(XeroWorld world)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("api.xro/2.0/TrackingCategories", UriKind.Relative));
            return await world.Session.SendAsync(request, cancellationToken: Stop);
        }
    }

    [Fact]
    [Trait("Behaviour", "S1-13")]
    public async Task Records_of_every_type_carry_what_Xero_sent_found_listed_and_written()
    {
        await using var world = await XeroWorld.StartAsync();
        var invoice = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(Published.Invoice()));
        var memo = (WriteOutcome.Settled)await world.WriteAsync(world.Intent(Published.CreditMemo()));
        world.Organisation.ReceivePayment(invoice.ExternalId, 10m);

        Assert.Equal("NoTax", Native(invoice.Current!).GetProperty("LineAmountTypes").GetString());
        Assert.Equal(40m, Native(memo.Current!).GetProperty("RemainingCredit").GetDecimal());
        Assert.Equal(invoice.ExternalId, Native(await FirstAsync<Invoice>(world)).GetProperty("InvoiceID").GetString());
        Assert.True(Native(await FirstAsync<Invoice>(world)).TryGetProperty("AmountPaid", out _));
        Assert.Equal(memo.ExternalId, Native(await FirstAsync<CreditMemo>(world)).GetProperty("CreditNoteID").GetString());
        Assert.Equal("ACCRECPAYMENT", Native(await FirstAsync<Payment>(world)).GetProperty("PaymentType").GetString());
        Assert.True(Native(await FirstAsync<Product>(world)).TryGetProperty("ItemID", out _));
        Assert.True(Native(await FirstAsync<LedgerAccount>(world)).TryGetProperty("Class", out _));
        Assert.True(Native(await FirstAsync<TaxRate>(world)).TryGetProperty("ReportTaxType", out _));
    }

    [Fact]
    [Trait("Behaviour", "S1-13")]
    public async Task A_record_carries_what_Xero_sent()
    {
        await using var world = await XeroWorld.StartAsync();

        var customer = (await world.Session.Customers.FindAsync(world.ContactId, Stop))!;

        using var payload = customer.Source!.Payload.Parse();
        Assert.Equal("Fault & Sons", payload.RootElement.GetProperty("Name").GetString());
        Assert.True(payload.RootElement.TryGetProperty("Balances", out _) || payload.RootElement.TryGetProperty("IsCustomer", out _));
    }

    private static async Task<TRecord> FirstAsync<TRecord>(XeroWorld world)
        where TRecord : class, IRecord =>
        await world.Session.Records<TRecord>().ReadAllAsync(cancellationToken: Stop).FirstAsync(Stop);

    private static JsonElement Native(IRecord record) => record.Source!.Payload.Parse().RootElement;
}
