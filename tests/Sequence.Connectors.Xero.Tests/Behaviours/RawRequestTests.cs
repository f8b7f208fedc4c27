using System.Text;
using System.Text.Json;
using Sequence.Connectors.Http;

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
        world.Xero.Faults.Next(Sequence.Connectors.Simulators.SimulatedFaultKind.CutAfterEffect, resource: "contacts");
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri("api.xro/2.0/Contacts", UriKind.Relative))
        {
            Content = new StringContent("""{"Contacts":[{"Name":"By hand"}]}""", Encoding.UTF8, "application/json"),
        };

        using var answer = await world.Session.SendAsync(request, "key-1", Stop);

        Assert.Equal(200, (int)answer.StatusCode);
        Assert.Equal(before + 1, world.Organisation.Contacts.Count);
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
}
