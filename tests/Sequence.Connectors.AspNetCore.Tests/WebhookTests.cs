using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sequence.Connectors.Simulators;

namespace Sequence.Connectors.AspNetCore.Tests;

public sealed class WebhookTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_authentic_is_stored_before_it_is_acknowledged_with_an_empty_body()
    {
        await using var world = await EndpointWorld.StartAsync();
        await world.ConnectAsync(world.Browser());

        using var answer = await world.DeliverAsync(Delivery(world));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(1, await world.InboxAsync());
    }

    [Fact]
    public async Task A_delivery_that_comes_again_is_acknowledged_and_stored_once()
    {
        await using var world = await EndpointWorld.StartAsync();
        await world.ConnectAsync(world.Browser());
        var delivery = Delivery(world);

        using var first = await world.DeliverAsync(delivery);
        using var second = await world.DeliverAsync(delivery);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, 1), (first.StatusCode, second.StatusCode, await world.InboxAsync()));
    }

    [Fact]
    public async Task One_body_may_tell_of_several_tenants()
    {
        await using var world = await EndpointWorld.StartAsync();
        var other = world.QuickBooks.AddCompany(QuickBooksCompanyProfile.UnitedStates);
        await world.ConnectAsync(world.Browser("tenant-1"));
        await world.ConnectAsync(world.Browser("tenant-2"), other);
        world.QuickBooks.Webhooks.Lose();
        world.QuickBooks.Company.AddCustomer("One");
        other.AddCustomer("Two");

        using var answer = await world.DeliverAsync(world.QuickBooks.Webhooks.TakeNext()!);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(await world.Store.QueryInboxAsync(new() { Tenant = "tenant-1" }, Token));
        Assert.Single(await world.Store.QueryInboxAsync(new() { Tenant = "tenant-2" }, Token));
    }

    public static TheoryData<string> Attacks =>
        ["forged", "unsigned", "truncated", "re-encoded", "longer", "signed by another", "signature of another body"];

    [Theory]
    [MemberData(nameof(Attacks))]
    public async Task What_is_not_authentic_is_refused_and_nothing_is_stored(string attack)
    {
        await using var world = await EndpointWorld.StartAsync();
        await world.ConnectAsync(world.Browser());
        var delivery = Delivery(world);
        var body = delivery.Body.ToArray();
        var headers = new Dictionary<string, string>(delivery.Headers);
        var signature = headers.Keys.Single(one => one.Equals("intuit-signature", StringComparison.OrdinalIgnoreCase));
        switch (attack)
        {
            case "forged":
                body = Encoding.UTF8.GetBytes(
                    Encoding.UTF8.GetString(body).Replace(world.QuickBooks.Company.RealmId, "1", StringComparison.Ordinal)
                );
                break;
            case "unsigned":
                headers.Remove(signature);
                break;
            case "truncated":
                body = body[..^1];
                break;
            case "re-encoded":
                body = Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(body));
                break;
            case "longer":
                body = [.. body, (byte)' '];
                break;
            case "signed by another":
                headers[signature] = Convert.ToBase64String(HMACSHA256.HashData("another"u8, body));
                break;
            default:
                headers[signature] = Convert.ToBase64String(
                    HMACSHA256.HashData(Encoding.UTF8.GetBytes(world.QuickBooks.WebhookVerifierToken), "other"u8)
                );
                break;
        }

        using var answer = await world.DeliverAsync(body, headers);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(0, await world.InboxAsync());
        Assert.DoesNotContain(world.Logs.All, line => line.Contains(world.QuickBooks.WebhookVerifierToken, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{\"eventNotifications\":7}")]
    [InlineData("[{},null,[],\"\"]")]
    [InlineData("")]
    [Trait("Trap", "quickbooks-16")]
    public async Task What_is_signed_but_unreadable_is_acknowledged_and_logged(string body)
    {
        await using var world = await EndpointWorld.StartAsync();
        await world.ConnectAsync(world.Browser());

        using var answer = await SignedAsync(world, Encoding.UTF8.GetBytes(body));

        Assert.Equal((HttpStatusCode.OK, 0), (answer.StatusCode, await world.InboxAsync()));
        Assert.Contains(world.Logs.All, line => line.Contains("webhook.unreadable", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Ten_megabytes_are_refused_whether_announced_or_not_though_they_are_signed(bool isAnnounced)
    {
        await using var world = await EndpointWorld.StartAsync();
        var body = new byte[10 * 1024 * 1024];

        using var answer = await SignedAsync(world, body, request => request.Headers.TransferEncodingChunked = !isAnnounced);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task A_store_that_fails_is_answered_so_that_the_vendor_delivers_again()
    {
        var broken = BreakableStore.New();
        var store = (BreakableStore)broken;
        await using var world = await EndpointWorld.StartAsync(services => services.Replace(ServiceDescriptor.Singleton(broken)));
        await world.ConnectAsync(world.Browser());
        var delivery = Delivery(world);

        store.IsBroken = true;
        using var refused = await world.DeliverAsync(delivery);
        store.IsBroken = false;
        using var taken = await world.DeliverAsync(delivery);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (refused.StatusCode, taken.StatusCode));
        Assert.Empty(await refused.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(1, await world.InboxAsync());
    }

    [Fact]
    public async Task A_store_that_hangs_is_answered_within_the_vendors_time_and_the_next_delivery_changes_nothing()
    {
        var hanging = BreakableStore.New();
        var store = (BreakableStore)hanging;
        await using var world = await EndpointWorld.StartAsync(services => services.Replace(ServiceDescriptor.Singleton(hanging)));
        await world.ConnectAsync(world.Browser());
        var delivery = Delivery(world);

        await store.Lock.WaitAsync(Token);
        using var late = await world.DeliverAsync(delivery).WaitAsync(TimeSpan.FromSeconds(30), Token);
        store.Lock.Release();
        using var taken = await world.DeliverAsync(delivery);

        Assert.Equal((HttpStatusCode.ServiceUnavailable, HttpStatusCode.OK), (late.StatusCode, taken.StatusCode));
        Assert.Equal(1, await world.InboxAsync());
        Assert.Contains(world.Logs.All, line => line.Contains("was not stored within 2.5 s", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_store_throws_after_the_vendor_was_answered_is_logged()
    {
        var hanging = BreakableStore.New();
        var store = (BreakableStore)hanging;
        await using var world = await EndpointWorld.StartAsync(services => services.Replace(ServiceDescriptor.Singleton(hanging)));
        await world.ConnectAsync(world.Browser());

        await store.Lock.WaitAsync(Token);
        using var late = await world.DeliverAsync(Delivery(world)).WaitAsync(TimeSpan.FromSeconds(30), Token);
        store.IsBroken = true;
        store.Lock.Release();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, late.StatusCode);
        for (var tries = 0; tries < 500 && !IsTold(); tries++)
        {
            await Task.Delay(20, Token);
        }

        Assert.True(IsTold());

        bool IsTold() => world.Logs.All.Any(line =>
            line.Contains("answered with 503 for its lateness could not be stored", StringComparison.Ordinal)
            && line.Contains("The disk is full.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("salesforce")]
    [InlineData("QUICKBOOKS")]
    [InlineData("..%2fconnections")]
    public async Task An_unknown_system_is_not_found(string system)
    {
        await using var world = await EndpointWorld.StartAsync();

        using var answer = await world.DeliverAsync(ReadOnlyMemory<byte>.Empty, new Dictionary<string, string>(), system);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_unknown_account_is_acknowledged_and_changes_nothing()
    {
        await using var world = await EndpointWorld.StartAsync();

        using var answer = await world.DeliverAsync(Delivery(world));

        Assert.Equal((HttpStatusCode.OK, 0), (answer.StatusCode, await world.InboxAsync()));
    }

    [Fact]
    public async Task A_disconnected_account_is_acknowledged_and_changes_nothing()
    {
        await using var world = await EndpointWorld.StartAsync();
        using var browser = world.Browser();
        var connection = await world.ConnectAsync(browser);
        await EndpointWorld.PostAsync(browser, $"/connectors/connections/{connection.Id}/disconnect");

        using var answer = await world.DeliverAsync(Delivery(world));

        Assert.Equal((HttpStatusCode.OK, 0), (answer.StatusCode, await world.InboxAsync()));
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("HEAD")]
    public async Task A_handshake_is_the_receivers_to_answer(string method)
    {
        await using var world = await EndpointWorld.StartAsync();
        using var client = world.Browser(tenant: null);
        using var request = new HttpRequestMessage(new HttpMethod(method), "/connectors/webhooks/quickbooks?challenge=1");

        using var answer = await client.SendAsync(request, Token);

        // QuickBooks shakes no hands: what is not signed is refused.
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    private static QuickBooksWebhookDelivery Delivery(EndpointWorld world)
    {
        world.QuickBooks.Webhooks.Lose();
        world.QuickBooks.Company.AddCustomer("Told Of");
        return world.QuickBooks.Webhooks.TakeNext()!;
    }

    private static Task<HttpResponseMessage> SignedAsync(EndpointWorld world, byte[] body, Action<HttpRequestMessage>? change = null)
    {
        var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(world.QuickBooks.WebhookVerifierToken), body);
        return world.DeliverAsync(
            body,
            new Dictionary<string, string> { ["intuit-signature"] = Convert.ToBase64String(signature) },
            change: change
        );
    }
}
